package dev.winnow.planner;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a recipe has learned of its prompts, in the planner's state: committed with the verdicts
 * that it was learned from. A recipe that changes how it samples or checks starts anew, since its
 * candidates pass at other rates; one that changes its allocation does not.
 *
 * <p>A key is the recipe's name and a fingerprint of its sampling, a kind, and for a cell its three
 * numbers, big-endian, so that a scan meets a recipe's cells in order.
 */
final class StreamsDifficultyStore implements DifficultyStore {
  private static final byte BASE = 'b';
  private static final byte CELL = 'c';
  private static final byte MODEL = 'm';
  private static final byte ROUNDS = 'r';
  private static final int CELL_BYTES = 3 * Integer.BYTES;

  private final KeyValueStore<byte[], byte[]> store;
  private final byte[] prefix;

  StreamsDifficultyStore(KeyValueStore<byte[], byte[]> store, Recipe recipe) {
    this.store = store;
    this.prefix =
        (recipe.getName() + ' ' + ContentHash.ofSampling(recipe) + ' ')
            .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public long prompts(Cell cell) {
    return number(key(cell));
  }

  @Override
  public void putPrompts(Cell cell, long prompts) {
    if (prompts == 0) {
      store.delete(key(cell));
    } else {
      store.put(key(cell), bytes(prompts));
    }
  }

  @Override
  public SortedMap<Cell, Long> cells() {
    SortedMap<Cell, Long> cells = new TreeMap<>();
    byte[] first = key(new Cell(0, 0, 0));
    byte[] last = key(new Cell(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    try (KeyValueIterator<byte[], byte[]> entries = store.range(first, last)) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        ByteBuffer key = ByteBuffer.wrap(entry.key).position(prefix.length + 1);
        Cell cell = new Cell(key.getInt(), key.getInt(), key.getInt());
        cells.put(cell, ByteBuffer.wrap(entry.value).getLong());
      }
    }
    return cells;
  }

  @Override
  public long rounds() {
    return number(key(ROUNDS, 0).array());
  }

  @Override
  public void putRounds(long rounds) {
    store.put(key(ROUNDS, 0).array(), bytes(rounds));
  }

  @Override
  public Optional<byte[]> model() {
    return Optional.ofNullable(store.get(key(MODEL, 0).array()));
  }

  @Override
  public Optional<byte[]> base() {
    return Optional.ofNullable(store.get(key(BASE, 0).array()));
  }

  @Override
  public void putBase(byte[] prior) {
    store.put(key(BASE, 0).array(), prior);
  }

  @Override
  public void putModel(byte[] model) {
    store.put(key(MODEL, 0).array(), model);
  }

  private long number(byte[] key) {
    byte[] value = store.get(key);
    return value == null ? 0 : ByteBuffer.wrap(value).getLong();
  }

  private byte[] key(Cell cell) {
    return key(CELL, CELL_BYTES)
        .putInt(cell.length())
        .putInt(cell.judged())
        .putInt(cell.accepted())
        .array();
  }

  private ByteBuffer key(byte kind, int more) {
    return ByteBuffer.allocate(prefix.length + 1 + more).put(prefix).put(kind);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}

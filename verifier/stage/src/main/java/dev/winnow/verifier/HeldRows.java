package dev.winnow.verifier;

import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.SchemaRegistry;
import dev.winnow.verifier.Selector.Accepted;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The accepted rows of one partition that wait until their round is complete.
 *
 * <p>A release takes every row in the round's range of indices, whichever candidate stored it, and
 * removes it from the store. So candidates that disagree on their round may change what is selected
 * and when, but no row is written twice. Rows that no release has taken are released when their
 * prompt is forgotten, so none is lost.
 *
 * <p>No scan writes: a write may evict cached rows that the scan has yet to reach, and the scan
 * would miss them. No scan keeps the rows themselves either, which may be megabytes each.
 */
final class HeldRows {
  private final KeyValueStore<Bytes, byte[]> store;
  private final String topic;
  private final KeptVerdicts verdicts;
  private final AvroSerializer<Sample> serializer;
  private final AvroDeserializer<Sample> deserializer;

  /** False while no row is held: then there is nothing to scan for, whatever the prompt. */
  private boolean isAnyHeld = true;

  /**
   * @param topic destination topic of the rows, whose subject has their schema
   * @param verdicts verdicts of the same partition
   */
  HeldRows(
      KeyValueStore<Bytes, byte[]> store,
      SchemaRegistry registry,
      String topic,
      KeptVerdicts verdicts) {
    this.verdicts = verdicts;
    this.store = store;
    this.topic = topic;
    this.serializer = new AvroSerializer<>(registry);
    this.deserializer = new AvroDeserializer<>(registry, Sample.class);
  }

  private boolean hasRows() {
    try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
      return rows.hasNext();
    }
  }

  void hold(Sample row, Selection selection) {
    byte[] bytes = Objects.requireNonNull(serializer.serialize(topic, row));
    HeldRow held = new HeldRow(row.getSeed(), selection, ByteBuffer.wrap(bytes));
    store.put(StoreKeys.of(row.getPromptId(), row.getIndex()), held.toBytes());
    isAnyHeld = true;
  }

  /** Returns the selection of the prompt's first held row; empty when there is none. */
  Optional<Selection> firstRound(String promptId) {
    if (!isAnyHeld) {
      return Optional.empty();
    }
    Optional<Selection> first =
        first(promptId, 0).map(row -> HeldRow.fromBytes(row.value).selection());
    isAnyHeld = first.isPresent() || hasRows();
    return first;
  }

  /**
   * Selects among the rows of this round, and passes all of them on in the order of their index.
   */
  void release(String promptId, Selection round, Consumer<Sample> out) {
    List<Accepted> accepted = accepted(promptId, round);
    int rejected = round.getInProportion() ? verdicts.rejected(promptId, round) : 0;
    Set<Integer> selected = Selector.selected(round, accepted, rejected);
    for (Accepted row : accepted) {
      Bytes key = StoreKeys.of(promptId, row.index());
      Sample sample = sample(HeldRow.fromBytes(store.get(key)));
      sample.setSelected(selected.contains(row.index()));
      out.accept(sample);
      store.delete(key);
    }
  }

  /** Releases all rows of the prompt, round by round. */
  void releaseAll(String promptId, Consumer<Sample> out) {
    Optional<KeyValue<Bytes, byte[]>> next = first(promptId, 0);
    while (next.isPresent()) {
      // Every row is in its own round, so each release takes at least the row whose selection it
      // used.
      release(promptId, HeldRow.fromBytes(next.get().value).selection(), out);
      next = first(promptId, StoreKeys.index(next.get().key) + 1);
    }
  }

  private Optional<KeyValue<Bytes, byte[]>> first(String promptId, int from) {
    try (KeyValueIterator<Bytes, byte[]> rows = scan(promptId, from, RecipeRules.MAX_CANDIDATES)) {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }
  }

  private List<Accepted> accepted(String promptId, Selection round) {
    int end = round.getFirstIndex() + round.getCount();
    List<Accepted> accepted = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = scan(promptId, round.getFirstIndex(), end)) {
      rows.forEachRemaining(row -> accepted.add(HeldRow.fromBytes(row.value).accepted(row.key)));
    }
    return accepted;
  }

  /** Returns the prompt's rows from an index on, up to another index, exclusive. */
  private KeyValueIterator<Bytes, byte[]> scan(String promptId, int from, int end) {
    return store.range(StoreKeys.of(promptId, from), StoreKeys.of(promptId, end - 1));
  }

  private Sample sample(HeldRow held) {
    byte[] bytes = new byte[held.row().remaining()];
    held.row().get(bytes);
    return Objects.requireNonNull(deserializer.deserialize(topic, bytes));
  }
}

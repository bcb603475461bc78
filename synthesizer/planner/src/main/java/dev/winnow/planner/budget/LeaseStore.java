package dev.winnow.planner.budget;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A planner partition's quotas in its state, by recipe, and the prompts that wait for quota, in
 * order. Not thread-safe.
 */
final class LeaseStore {
  private static final byte QUOTA = 'q';
  private static final byte WAITER = 'w';

  private final KeyValueStore<byte[], byte[]> store;

  /** Every quota in the store, decoded. */
  private final Map<String, PartitionQuota> quotas = new TreeMap<>();

  /** Takes up what the store has. */
  LeaseStore(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
    try (KeyValueIterator<byte[], byte[]> kept =
        store.range(new byte[] {QUOTA}, new byte[] {QUOTA + 1})) {
      kept.forEachRemaining(
          entry ->
              quotas.put(
                  new String(entry.key, 1, entry.key.length - 1, StandardCharsets.UTF_8),
                  PartitionQuota.fromBytes(entry.value)));
    }
  }

  List<String> recipes() {
    return List.copyOf(quotas.keySet());
  }

  PartitionQuota find(String recipe) {
    return quotas.getOrDefault(recipe, PartitionQuota.NONE);
  }

  void keep(String recipe, PartitionQuota quota) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    byte[] key = ByteBuffer.allocate(1 + name.length).put(QUOTA).put(name).array();
    if (quota.isNothing()) {
      quotas.remove(recipe);
      store.delete(key);
    } else {
      quotas.put(recipe, quota);
      store.put(key, quota.toBytes());
    }
  }

  void putWaiter(String recipe, QueuedPrompt waiter) {
    byte[] id = waiter.promptId().getBytes(StandardCharsets.UTF_8);
    store.put(
        key(recipe, waiter.ticket()),
        ByteBuffer.allocate(Integer.BYTES + id.length).putInt(waiter.need()).put(id).array());
  }

  /** Takes out the waiter with this ticket; empty when there is none. */
  Optional<QueuedPrompt> removeWaiter(String recipe, long ticket) {
    byte[] value = store.delete(key(recipe, ticket));
    return value == null ? Optional.empty() : Optional.of(waiter(ticket, value));
  }

  /** Waiters with tickets from one up to, without, another; the oldest first, at most so many. */
  List<QueuedPrompt> waiters(String recipe, long from, long to, int most) {
    List<QueuedPrompt> found = new ArrayList<>();
    if (from < to) {
      try (KeyValueIterator<byte[], byte[]> entries =
          store.range(key(recipe, from), key(recipe, to - 1))) {
        while (entries.hasNext() && found.size() < most) {
          var entry = entries.next();
          ByteBuffer key = ByteBuffer.wrap(entry.key);
          found.add(waiter(key.getLong(entry.key.length - Long.BYTES), entry.value));
        }
      }
    }
    return found;
  }

  private static QueuedPrompt waiter(long ticket, byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    int need = in.getInt();
    return new QueuedPrompt(ticket, StandardCharsets.UTF_8.decode(in).toString(), need);
  }

  /** A name has no zero byte, so no two keys are the same. */
  private static byte[] key(String recipe, long ticket) {
    byte[] name = recipe.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + name.length + Long.BYTES)
        .put(WAITER)
        .put(name)
        .put((byte) 0)
        .putLong(ticket)
        .array();
  }
}

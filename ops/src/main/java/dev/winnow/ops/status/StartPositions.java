package dev.winnow.ops.status;

import dev.winnow.runtime.kafka.TopicPartitions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a follower begins to read.
 *
 * @param whole partitions that are read from their beginning, or from what was kept
 * @param recent partitions whose records from a time on are needed at least
 * @param kept offsets of the first records that were not taken yet, of partitions read before
 */
record StartPositions(
    List<TopicPartition> whole,
    Map<TopicPartition, Instant> recent,
    Map<TopicPartition, Long> kept) {
  /**
   * Assigns all partitions and moves to the first record of each that is needed. Records before
   * what was kept that are recent are read again.
   *
   * @throws PositionLostException if a partition ends before what was kept of it
   */
  void seek(Consumer<?, ?> consumer) {
    consumer.assign(partitions());
    consumer.seekToBeginning(whole);
    Map<TopicPartition, Instant> windows = new HashMap<>(recent);
    windows.keySet().removeAll(Set.copyOf(whole));
    TopicPartitions.seek(consumer, windows);
    resume(consumer);
  }

  List<TopicPartition> partitions() {
    List<TopicPartition> all = new ArrayList<>(whole);
    recent.keySet().stream().filter(partition -> !whole.contains(partition)).forEach(all::add);
    return all;
  }

  private void resume(Consumer<?, ?> consumer) {
    List<TopicPartition> known = whole.stream().filter(kept::containsKey).toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(known);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(known);
    Map<TopicPartition, Long> times = new HashMap<>();
    recent.forEach((partition, time) -> times.put(partition, time.toEpochMilli()));
    times.keySet().retainAll(Set.copyOf(known));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : known) {
      long offset = kept.getOrDefault(partition, 0L);
      if (offset > ends.getOrDefault(partition, 0L)) {
        throw new PositionLostException(
            "%s ends at %d, and was read to %d".formatted(partition, ends.get(partition), offset));
      }
      OffsetAndTimestamp window = found.get(partition);
      long first = window == null ? offset : Math.min(offset, window.offset());
      // What was deleted unread is missing in what is shown, as it is after a new start.
      consumer.seek(partition, Math.max(first, beginnings.getOrDefault(partition, 0L)));
    }
  }
}

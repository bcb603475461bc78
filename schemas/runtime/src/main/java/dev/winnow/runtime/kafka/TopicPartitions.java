package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.TopicScan.NoTopicException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Positions of consumers that belong to no group. */
public final class TopicPartitions {
  private TopicPartitions() {}

  /**
   * Returns the partitions of a topic.
   *
   * @throws NoTopicException if it does not exist
   */
  public static List<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
    try {
      List<TopicPartition> found =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (UnknownTopicOrPartitionException e) {
      // A missing topic has no partitions.
    }
    throw new NoTopicException(topic);
  }

  /** Moves to the first record of each partition from a time on; to the end where there is none. */
  public static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Instant> times) {
    Map<TopicPartition, Long> millis = new HashMap<>();
    times.forEach((partition, time) -> millis.put(partition, time.toEpochMilli()));
    consumer
        .offsetsForTimes(millis)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  /** Returns whether the consumer has yet to reach one of these offsets. */
  public static boolean isBehind(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}

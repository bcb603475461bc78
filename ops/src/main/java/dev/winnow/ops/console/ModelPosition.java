package dev.winnow.ops.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What the read model describes: the records of these topics before these offsets. Immutable.
 *
 * @param version version of the model's schema
 * @param readAt when Kafka was last seen to answer, in milliseconds since the epoch
 * @param topics id of each topic by its name
 * @param offsets offset of the first record that was not read, by topic and partition
 */
record ModelPosition(
    int version, long readAt, Map<String, String> topics, Map<String, Map<Integer, Long>> offsets) {
  /** Changes whenever what is stored, or what it means, changes: the model is then made anew. */
  static final int VERSION = 1;

  /**
   * A topic keeps the deletion of a key for 24 hours, unless the operator set less. A model that
   * has missed one would show the key for ever.
   */
  static final Duration OLDEST = Duration.ofHours(12);

  ModelPosition {
    topics = Map.copyOf(topics);
    offsets = Map.copyOf(offsets);
  }

  static ModelPosition of(
      Instant readAt, Map<String, String> topics, Map<TopicPartition, Long> positions) {
    Map<String, Map<Integer, Long>> offsets = new HashMap<>();
    positions.forEach(
        (partition, offset) ->
            offsets
                .computeIfAbsent(partition.topic(), fresh -> new HashMap<>())
                .put(partition.partition(), offset));
    return new ModelPosition(VERSION, readAt.toEpochMilli(), topics, offsets);
  }

  /**
   * Returns why the model cannot be used, in words; empty if it can.
   *
   * @param ids id of each topic that exists now
   */
  Optional<String> unusable(Map<String, String> ids, Instant now) {
    if (version != VERSION) {
      return Optional.of("it has version %d, not %d".formatted(version, VERSION));
    }
    if (Duration.between(lastReadAt(), now).abs().compareTo(OLDEST) > 0) {
      return Optional.of("it was last up to date at " + lastReadAt());
    }
    return topics.entrySet().stream()
        .filter(topic -> !Objects.equals(topic.getValue(), ids.get(topic.getKey())))
        .findFirst()
        .map(topic -> "the topic %s was made anew".formatted(topic.getKey()));
  }

  Instant lastReadAt() {
    return Instant.ofEpochMilli(readAt);
  }

  Map<TopicPartition, Long> positions() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    offsets.forEach(
        (topic, partitions) ->
            partitions.forEach(
                (partition, offset) ->
                    positions.put(new TopicPartition(topic, partition), offset)));
    return positions;
  }
}

package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The source of a partition's rows. An offset has meaning only in the topic that it was read from:
 * a topic that is deleted and created again has the same name and another id.
 *
 * @param cluster id of the Kafka cluster
 * @param topicId id of the topic; empty where the topic does not exist
 */
public record Source(String cluster, @JsonProperty("topic_id") String topicId) {
  /**
   * Returns, in words, how the other source differs; empty where offsets of this one remain valid
   * there.
   */
  Optional<String> difference(PartitionId partition, Source other) {
    if (!cluster.equals(other.cluster)) {
      return Optional.of(
          "its rows come from the Kafka cluster %s, and this one is %s"
              .formatted(cluster, other.cluster));
    }
    if (topicId.equals(other.topicId)) {
      return Optional.empty();
    }
    return Optional.of(
        other.topicId.isEmpty()
            ? "topic '%s', the source of some of its rows, does not exist"
                .formatted(partition.topic())
            : "topic '%s' was deleted and created again since its rows were read"
                .formatted(partition.topic()));
  }
}

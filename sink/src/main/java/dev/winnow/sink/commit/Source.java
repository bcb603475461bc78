package dev.winnow.sink.commit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The source of a directory's rows. An offset has meaning only in the topic that it was read from:
 * a topic that is deleted and created again has the same name and another id.
 *
 * @param cluster id of the Kafka cluster
 * @param topics id of each topic, by its name
 */
public record Source(String cluster, Map<String, String> topics) {
  public Source {
    topics = new TreeMap<>(topics);
  }

  /**
   * Returns, in words, how the other source differs; empty where offsets of this one remain valid
   * there.
   */
  Optional<String> difference(Source other) {
    if (!cluster.equals(other.cluster)) {
      return Optional.of(
          "its rows come from the Kafka cluster %s, and this one is %s"
              .formatted(cluster, other.cluster));
    }
    return topics.entrySet().stream()
        .filter(known -> !known.getValue().equals(other.topics.getOrDefault(known.getKey(), "")))
        .findFirst()
        .map(
            known ->
                other.topics.containsKey(known.getKey())
                    ? "topic '%s' was deleted and created again since its rows were read"
                        .formatted(known.getKey())
                    : "topic '%s', the source of some of its rows, does not exist"
                        .formatted(known.getKey()));
  }
}

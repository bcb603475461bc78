package dev.winnow.sink;

import dev.winnow.sink.commit.Source;
import java.util.Map;

/**
 * Where the rows of all topics come from.
 *
 * @param cluster id of the Kafka cluster
 * @param topicIds id of each topic that exists, by its name
 */
record Sources(String cluster, Map<String, String> topicIds) {
  /** Returns where the rows of this topic come from. */
  Source of(String topic) {
    return new Source(cluster, topicIds.getOrDefault(topic, ""));
  }
}

package dev.winnow.ops.tuning;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Identifies a topic: one that was deleted and created again has other rows at its offsets. */
final class StreamIdentity {
  private static final int PATIENCE_MS = 30_000;

  private StreamIdentity() {}

  /**
   * Returns the ids of the cluster and of the topic.
   *
   * @throws IllegalArgumentException if the topic does not exist
   * @throws KafkaException if Kafka does not answer
   */
  static String of(KafkaConnection connection, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      String cluster =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
              .clusterId()
              .get();
      TopicDescription description =
          admin
              .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(PATIENCE_MS))
              .allTopicNames()
              .get()
              .values()
              .iterator()
              .next();
      return cluster + '/' + description.topicId();
    } catch (ExecutionException e) {
      throw failed(topic, e.getCause());
    }
  }

  private static RuntimeException failed(String topic, @Nullable Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new IllegalArgumentException(
          "topic '%s' does not exist; is the topic prefix right?".formatted(topic), cause);
    }
    String failure = "Kafka did not return the id of topic '%s'".formatted(topic);
    return cause instanceof TimeoutException
        ? new TimeoutException(failure, cause)
        : new KafkaException(failure, cause);
  }
}

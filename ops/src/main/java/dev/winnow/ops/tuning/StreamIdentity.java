package dev.winnow.ops.tuning;

import dev.winnow.runtime.kafka.KafkaConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Identifies a topic: one that was deleted and created again has other rows at its offsets. */
final class StreamIdentity {
  private static final int PATIENCE_SECONDS = 30;

  private StreamIdentity() {}

  /**
   * Returns the ids of the cluster and of the topic.
   *
   * @throws IllegalArgumentException if the topic does not exist
   * @throws KafkaException if Kafka does not answer
   */
  static String of(KafkaConnection connection, String topic) throws InterruptedException {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      String cluster = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      TopicDescription description =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .values()
              .iterator()
              .next();
      return cluster + '/' + description.topicId();
    } catch (ExecutionException | TimeoutException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new IllegalArgumentException(
            "topic '%s' does not exist; is the topic prefix right?".formatted(topic), e);
      }
      throw new KafkaException("Kafka did not return the id of topic '%s'".formatted(topic), e);
    }
  }
}

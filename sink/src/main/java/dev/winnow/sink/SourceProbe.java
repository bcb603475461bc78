package dev.winnow.sink;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka for the id of the cluster and the ids of the topics. Not thread-safe. */
final class SourceProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceProbe.class);
  private static final int PATIENCE_SECONDS = 30;

  private final Admin admin;
  private final List<String> topics;
  private Sources latest;

  /**
   * @param topics the topics to look up
   * @throws KafkaException if Kafka does not answer
   */
  SourceProbe(Admin admin, List<String> topics) throws InterruptedException {
    this.admin = admin;
    this.topics = topics;
    this.latest = ask();
  }

  /**
   * Returns the current ids. While Kafka does not answer, returns the last known ones: an
   * unreachable broker has delivered no rows, so none can come from a topic that was created again.
   */
  Sources now() throws InterruptedException {
    try {
      latest = ask();
    } catch (KafkaException e) {
      LOG.warn(
          "event=source-unknown effect='the ids known before are kept' reason={}", e.toString());
    }
    return latest;
  }

  @Override
  public void close() {
    admin.close();
  }

  private Sources ask() throws InterruptedException {
    try {
      Map<String, String> ids = new HashMap<>();
      for (TopicDescription topic :
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .values()) {
        ids.put(topic.name(), topic.topicId().toString());
      }
      String cluster = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Sources(cluster, ids);
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException(
          "Kafka did not return the ids of the topics %s: %s".formatted(topics, cause), e);
    }
  }
}

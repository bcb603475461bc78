package dev.winnow.runtime.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the missing topics of a set; existing ones are not changed.
 *
 * <p>A topic counts as created only when the leader of each partition answers. A producer that
 * writes to a partition before that can lose its first batch although it is idempotent: the broker
 * rejects the first batch, accepts the second, and from then on considers the first out of order
 * (KAFKA-15591).
 */
public final class TopicCreator {
  private static final List<String> MENDED =
      List.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

  private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);
  private static final long PAUSE_MS = 20;

  private TopicCreator() {}

  /**
   * Creates the missing topics and returns their names.
   *
   * @throws KafkaException if a topic could not be created, or does not answer; those before it may
   *     have been created
   */
  public static List<String> createMissing(Admin admin, Collection<NewTopic> topics) {
    Map<String, KafkaFuture<Void>> results = admin.createTopics(topics).values();
    List<String> created =
        results.entrySet().stream()
            .filter(entry -> isNew(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    awaitLeaders(admin, topics.stream().filter(topic -> created.contains(topic.name())).toList());
    return created;
  }

  /** Waits until the brokers know the topics, and each partition returns its end offset. */
  private static void awaitLeaders(Admin admin, List<NewTopic> topics) {
    long deadline = System.nanoTime() + LEADER_TIMEOUT.toNanos();
    while (!topics.isEmpty()) {
      try {
        if (haveLeaders(admin, topics)) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new KafkaException(
              "topics were created, but after %d s not all of their partitions have a leader: try again"
                  .formatted(LEADER_TIMEOUT.toSeconds()));
        }
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted while waiting for new topics", e);
      }
    }
  }

  /** Only a leader returns the end offset of its partition. */
  private static boolean haveLeaders(Admin admin, List<NewTopic> topics)
      throws InterruptedException {
    try {
      List<String> names = topics.stream().map(NewTopic::name).toList();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
        }
      }
      admin.listOffsets(ends).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw new KafkaException(
          "topics were created, but they do not answer: " + BrokerErrors.explain(e.getCause()), e);
    }
  }

  /**
   * Sets the required settings of existing topics; other settings are not changed.
   *
   * @throws KafkaException if a topic's settings could not be changed; others may have been
   */
  public static void mend(Admin admin, Collection<NewTopic> topics) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (NewTopic topic : topics) {
      Map<String, String> configs = topic.configs();
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
          MENDED.stream()
              .map(name -> new ConfigEntry(name, configs.get(name)))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList());
    }
    try {
      admin.incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "cannot change the settings of topics: " + BrokerErrors.explain(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while changing the settings of topics", e);
    }
  }

  private static boolean isNew(String topic, KafkaFuture<Void> created) {
    try {
      created.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException(
          "cannot create topic '%s': %s".formatted(topic, BrokerErrors.explain(e.getCause())), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating topic '%s'".formatted(topic), e);
    }
  }
}

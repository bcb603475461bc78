package dev.winnow.schemas.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what is missing of a set of topics; what exists is left as it is. */
public final class TopicCreator {
  private static final List<String> MENDED =
      List.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

  private TopicCreator() {}

  /**
   * Creates the missing ones and returns their names.
   *
   * @throws KafkaException if a topic could not be created; those before it may have been
   */
  public static List<String> createMissing(Admin admin, Collection<NewTopic> topics) {
    Map<String, KafkaFuture<Void>> created = admin.createTopics(topics).values();
    return created.entrySet().stream()
        .filter(entry -> isNew(entry.getKey(), entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /**
   * Gives topics that exist the settings that they must have, and leaves other settings as they
   * are.
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

package dev.winnow.schemas.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what is missing of a set of topics; what exists is left as it is. */
public final class TopicCreator {
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

  private static boolean isNew(String topic, KafkaFuture<Void> created) {
    try {
      created.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException("cannot create topic '%s': %s".formatted(topic, e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while creating topic '%s'".formatted(topic), e);
    }
  }
}

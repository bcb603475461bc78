package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks before a stage starts that its topics are there and as {@link TopicSettings} makes them. A
 * broker that creates topics by itself gives them one partition, drops old recipes and refuses
 * large records: a stage that took such topics would look well and lose prompts.
 */
public final class TopicVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(TopicVerifier.class);

  /** A topic that was created just now may be unknown to a broker for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private TopicVerifier() {}

  /**
   * Checks that these topics exist, have their settings, and, where they must be partitioned alike,
   * have as many partitions as the prompts' topic.
   *
   * @throws KafkaException that names everything that is wrong and the commands that mend it, or if
   *     the broker does not answer
   */
  public static void verify(KafkaConnection connection, Collection<String> wanted) {
    Topics topics = connection.topics();
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      Map<String, Integer> partitions = partitions(admin, wanted);
      Map<String, Integer> prompts = partitions(admin, List.of(topics.prompts()));
      List<String> problems = new ArrayList<>();
      wanted.stream()
          .filter(topic -> !partitions.containsKey(topic))
          .forEach(topic -> problems.add("topic '%s' does not exist".formatted(topic)));
      Optional<Map.Entry<String, Integer>> reference =
          TopicRules.reference(topics, prompts, partitions);
      reference.ifPresent(
          other -> problems.addAll(TopicRules.partitions(topics, other, partitions)));
      configs(admin, partitions.keySet())
          .forEach((topic, config) -> problems.addAll(TopicRules.settings(topics, topic, config)));
      if (!problems.isEmpty()) {
        throw new KafkaException(refusal(connection, problems, reference.map(Map.Entry::getValue)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while the topics were checked", e);
    }
  }

  private static String refusal(
      KafkaConnection connection, List<String> problems, Optional<Integer> partitions) {
    String command =
        "winnow topics --bootstrap-servers %s --topic-prefix %s"
            .formatted(connection.bootstrapServers(), connection.topics().prefix());
    String sized = command + partitions.map(number -> " --partitions " + number).orElse("");
    return """
        the topics on %s are not as they must be:
          %s
        Create what is missing with `winnow topics`, and mend settings with `winnow topics --mend`:
          %s --mend
        The number of partitions of a topic that holds records cannot be mended. Delete the topic that differs, then run the same command.\
        """
        .formatted(connection.bootstrapServers(), String.join("\n  ", problems), sized);
  }

  /** Returns the number of partitions of each of these topics that exists. */
  private static Map<String, Integer> partitions(Admin admin, Collection<String> topics)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Integer> known = new LinkedHashMap<>();
    while (true) {
      for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
          admin.describeTopics(topics).topicNameValues().entrySet()) {
        try {
          known.put(topic.getKey(), topic.getValue().get().partitions().size());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw failed("topic '%s' cannot be described".formatted(topic.getKey()), e);
          }
        }
      }
      if (known.size() == topics.size() || System.nanoTime() > deadline) {
        return known;
      }
      Thread.sleep(PAUSE);
    }
  }

  /** Returns the settings of each topic whose settings we may read. */
  private static Map<String, Config> configs(Admin admin, Collection<String> topics)
      throws InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Config> configs = new HashMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> config :
        admin.describeConfigs(resources).values().entrySet()) {
      String topic = config.getKey().name();
      try {
        configs.put(topic, config.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw failed("the settings of topic '%s' cannot be read".formatted(topic), e);
        }
        LOG.warn("topic={} event=settings-unchecked reason={}", topic, e.getCause().getMessage());
      }
    }
    return configs;
  }

  private static KafkaException failed(String what, ExecutionException e) {
    return new KafkaException("%s: %s".formatted(what, BrokerErrors.explain(e.getCause())), e);
  }
}

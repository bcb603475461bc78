package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** What must hold of topics that exist: pure functions, which say what does not. */
final class TopicRules {
  private TopicRules() {}

  /**
   * Returns the topic whose number of partitions the others must have: the prompts' topic, else the
   * one that has most partitions of those that must be alike; empty when there is none.
   *
   * @param prompts the number of the prompts' topic; empty where it does not exist
   * @param partitions the number of each topic to check
   */
  static Optional<Map.Entry<String, Integer>> reference(
      Topics topics, Map<String, Integer> prompts, Map<String, Integer> partitions) {
    return prompts.entrySet().stream()
        .findFirst()
        .or(() -> alike(topics, partitions).max(Map.Entry.comparingByValue()));
  }

  /**
   * Returns what is wrong with numbers of partitions.
   *
   * @param reference the topic whose number the others must have
   * @param partitions the number of each topic to check
   */
  static List<String> partitions(
      Topics topics, Map.Entry<String, Integer> reference, Map<String, Integer> partitions) {
    return alike(topics, partitions)
        .filter(topic -> !topic.getValue().equals(reference.getValue()))
        .map(
            topic ->
                "topic '%s' has %d partitions and '%s' has %d: both must have the same number"
                    .formatted(
                        topic.getKey(), topic.getValue(), reference.getKey(), reference.getValue()))
        .toList();
  }

  private static Stream<Map.Entry<String, Integer>> alike(
      Topics topics, Map<String, Integer> partitions) {
    Set<String> keyedByPrompt = keyedByPrompt(topics);
    return partitions.entrySet().stream().filter(topic -> keyedByPrompt.contains(topic.getKey()));
  }

  /** Returns what is wrong with the settings of a topic. */
  static List<String> settings(Topics topics, String topic, Config config) {
    List<String> problems = new ArrayList<>();
    String policy = TopicSettings.cleanup(topics, topic);
    String actual = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!actual.isEmpty() && !actual.equals(policy)) {
      problems.add(
          "topic '%s' has %s=%s, want %s: it would lose records"
              .formatted(topic, TopicConfig.CLEANUP_POLICY_CONFIG, actual, policy));
    }
    String most = value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (!most.isEmpty() && Long.parseLong(most) < TopicSettings.MAX_RECORD_BYTES) {
      problems.add(
          "topic '%s' has %s=%s, want at least %d: it would refuse records"
              .formatted(
                  topic,
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  most,
                  TopicSettings.MAX_RECORD_BYTES));
    }
    return problems;
  }

  /** Returns the topics that must be partitioned alike: a store is kept for each partition. */
  private static Set<String> keyedByPrompt(Topics topics) {
    Set<String> keyed =
        new HashSet<>(
            Set.of(
                topics.prompts(),
                topics.candidates(),
                topics.scores(),
                topics.scoringStarted(),
                topics.verdicts(),
                topics.quotaLeases(),
                topics.progress(),
                topics.selected(),
                topics.pairs()));
    for (Outcome outcome : Outcome.values()) {
      keyed.add(topics.samples(outcome));
    }
    return keyed;
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}

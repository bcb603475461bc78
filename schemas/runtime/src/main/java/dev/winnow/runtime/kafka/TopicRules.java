package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/** The rules for existing topics: pure functions that return the violations. */
final class TopicRules {
  private TopicRules() {}

  /**
   * Returns the violations in numbers of partitions.
   *
   * @param prompts partitions of the prompts' topic; empty if it does not exist
   * @param partitions partitions of each topic to check
   */
  static List<String> partitions(
      Topics topics, Map<String, Integer> prompts, Map<String, Integer> partitions) {
    Integer wanted = prompts.get(topics.prompts());
    if (wanted == null) {
      return List.of();
    }
    Set<String> keyedByPrompt = keyedByPrompt(topics);
    return partitions.entrySet().stream()
        .filter(topic -> keyedByPrompt.contains(topic.getKey()))
        .filter(topic -> !topic.getValue().equals(wanted))
        .map(
            topic ->
                "topic '%s' has %d partitions and '%s' has %d: both must have the same number"
                    .formatted(topic.getKey(), topic.getValue(), topics.prompts(), wanted))
        .toList();
  }

  /** Returns the violations in the settings of a topic. */
  static List<String> settings(Topics topics, String topic, Config config) {
    List<String> problems = new ArrayList<>();
    String policy = TopicSettings.cleanup(topics, topic);
    String actual = value(config, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (!actual.isEmpty() && !actual.equals(policy)) {
      problems.add(
          "topic '%s' has %s=%s, want %s: it would lose records"
              .formatted(topic, TopicConfig.CLEANUP_POLICY_CONFIG, actual, policy));
    }
    String maxBytes = value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (!maxBytes.isEmpty() && Long.parseLong(maxBytes) < TopicSettings.MAX_RECORD_BYTES) {
      problems.add(
          "topic '%s' has %s=%s, want at least %d: it would refuse records"
              .formatted(
                  topic,
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  maxBytes,
                  TopicSettings.MAX_RECORD_BYTES));
    }
    return problems;
  }

  /**
   * Returns the topics that must have the same number of partitions, because there is a store for
   * each partition.
   */
  private static Set<String> keyedByPrompt(Topics topics) {
    Set<String> keyed =
        new HashSet<>(
            Set.of(
                topics.prompts(),
                topics.candidates(),
                topics.verdicts(),
                topics.quotaLeases(),
                topics.progress()));
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

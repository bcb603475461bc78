package dev.winnow.ops.plan;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.Information;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The pass rates that a run measured: accepted / (accepted + rejected) of every ended prompt on a
 * progress topic. They are estimates, and less accurate the fewer candidates a prompt had; a prompt
 * without an accepted candidate counts as never solved.
 */
public final class FinishedRun {
  private final KafkaConnection connection;
  private final Map<String, Double> passRates = new TreeMap<>();

  private FinishedRun(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Reads the topic from its beginning to its current end.
   *
   * @param meanTokens mean tokens of every candidate, which progress does not contain
   * @throws PlanInputException if there is no such topic, or no ended prompt on it
   */
  public static NamedProfile read(KafkaConnection connection, String topic, double meanTokens) {
    FinishedRun run = new FinishedRun(connection);
    run.read(topic);
    if (run.passRates.isEmpty()) {
      throw new PlanInputException(
          "topic '%s': no prompt has ended on it; wait for some, or name another".formatted(topic));
    }
    ProfileBuilder builder = new ProfileBuilder();
    run.passRates.values().forEach(rate -> builder.add(rate, meanTokens));
    return new NamedProfile(topic, builder.build());
  }

  private void read(String topic) {
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          topic,
          Progress.class,
          (record, progress) -> progress.ifPresent(account -> take(topic, account)));
    } catch (TopicScan.NoTopicException e) {
      throw new PlanInputException(
          "topic '%s' does not exist; the topic of a run is PREFIXprogress, such as winnow.progress"
              .formatted(topic));
    }
  }

  private void take(String topic, Progress progress) {
    OptionalDouble rate = Information.passRate(progress.getAccepted(), progress.getRejected());
    if (hasEnded(progress) && rate.isPresent()) {
      passRates.put(progress.getPromptId(), Math.clamp(rate.getAsDouble(), 0.0, 1.0));
      if (passRates.size() > ProfileBuilder.MAX_PROMPTS) {
        throw new PlanInputException(
            "topic '%s': more than %,d prompts".formatted(topic, ProfileBuilder.MAX_PROMPTS));
      }
    }
  }

  private static boolean hasEnded(Progress progress) {
    return progress.getState() == PromptState.SATISFIED
        || progress.getState() == PromptState.EXHAUSTED;
  }
}

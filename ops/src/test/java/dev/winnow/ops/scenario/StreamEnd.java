package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Topics;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits until prompts have ended. */
public final class StreamEnd {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private StreamEnd() {}

  /**
   * Waits until this many prompts have ended.
   *
   * @param meanwhile fails when there is no use in waiting any longer
   */
  static void await(String bootstrapServers, URI registry, int prompts, Runnable meanwhile) {
    await(KafkaConnection.of(bootstrapServers, registry, Topics.DEFAULT), prompts, meanwhile);
  }

  /** Like the other; the broker need not be up yet. */
  public static void await(KafkaConnection connection, int prompts, Runnable meanwhile) {
    await(connection, prompts, Duration.ZERO, meanwhile);
  }

  /** Like the other, for a stream that stands still for this long. */
  static void await(
      KafkaConnection connection, int prompts, Duration standstill, Runnable meanwhile) {
    Duration patience = PATIENCE.plus(standstill);
    try (Follower<Progress> progress =
        patiently(patience, meanwhile)
            .ignoreExceptions()
            .until(() -> follow(connection), follower -> true)) {
      patiently(patience, meanwhile).until(() -> progress.count(PromptStates::hasEnded) == prompts);
    }
  }

  private static ConditionFactory patiently(Duration patience, Runnable meanwhile) {
    return Awaitility.await("the end of all prompts")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .failFast(meanwhile::run);
  }

  private static Follower<Progress> follow(KafkaConnection connection) {
    return new Follower<>(connection, connection.topics().progress(), Progress.class);
  }
}

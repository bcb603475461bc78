package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.RegistryException;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** Waits until prompts have ended. */
public final class StreamEnd {
  /** Long, because the processes may get little of a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

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
      awaitCount(progress, prompts, patiently(patience, meanwhile));
    }
  }

  private static void awaitCount(
      Follower<Progress> progress, int prompts, ConditionFactory patiently) {
    try {
      patiently
          .ignoreExceptionsInstanceOf(RegistryException.class)
          .until(() -> progress.count(PromptStates::hasEnded) == prompts);
    } catch (ConditionTimeoutException late) {
      throw new AssertionError(
          "%d of %d prompts have ended; not these: %s"
              .formatted(
                  progress.count(PromptStates::hasEnded),
                  prompts,
                  progress.latest(one -> !PromptStates.hasEnded(one))),
          late);
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

package dev.winnow.ops.scenario;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.kafka.KafkaConnection;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until prompts have ended. */
final class StreamEnd {
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

  static void await(KafkaConnection connection, int prompts, Runnable meanwhile) {
    try (Follower<Progress> progress =
        new Follower<>(connection, connection.topics().progress(), Progress.class)) {
      Awaitility.await("the end of all prompts")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                meanwhile.run();
                return progress.count(StreamEnd::hasEnded) == prompts;
              });
    }
  }

  static boolean hasEnded(Progress progress) {
    return progress.getState() != PromptState.WAITING
        && progress.getState() != PromptState.SAMPLING;
  }
}

package dev.winnow.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.StageProcess;
import dev.winnow.schemas.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker's process that is killed while it holds requests. */
@ExtendWith(SharedCluster.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScorerKillIT {
  @TempDir private Path directory;

  @Test
  void theRequestsOfAKilledProcessAreScoredByAnother() throws Exception {
    KafkaConnection connection =
        HeldScorer.connection(SharedCluster.get().connection().bootstrapServers());
    Path own = Files.createDirectory(directory.resolve("killed"));
    try (ScorerPool pool = new ScorerPool(connection, "killed")) {
      for (int i = 0; i < 5; i++) {
        pool.order(1, i);
      }
      Process process =
          StageProcess.start(
              HeldScorer.class,
              connection.bootstrapServers(),
              own,
              Duration.ZERO,
              directory.resolve("log").toFile());
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> Files.exists(own.resolve("held")) || !process.isAlive());
        assertThat(process.isAlive()).isTrue();
      } finally {
        process.destroyForcibly().waitFor();
      }

      pool.work(new ScriptedScorer());

      pool.awaitDone();
      assertThat(pool.scores())
          .extracting(Score::getIndex)
          .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }
}

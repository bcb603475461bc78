package dev.winnow.scorer.stage;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.runtime.testing.StageProcess;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.scorer.reward.RewardPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A scorer worker in a process of its own, which takes requests and never finishes any. Writes the
 * file {@code held} into its directory, whose name is the pool's, when it has taken one.
 */
final class HeldScorer {
  private HeldScorer() {}

  /** A connection whose schemas have the same ids in the test and in this process. */
  static KafkaConnection connection(String bootstrapServers) {
    return StageProcess.connection(
        bootstrapServers,
        List.of(
            ScoringRequest.getClassSchema(),
            Score.getClassSchema(),
            DeadLetter.getClassSchema(),
            WorkerStatus.getClassSchema()));
  }

  /** Runs until it is killed. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[1]);
    String pool = directory.getFileName().toString();
    ScriptedScorer engine =
        new ScriptedScorer(
            batch -> {
              try {
                Path unused = Files.createFile(directory.resolve("held"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              new CountDownLatch(1).await();
              return List.of();
            });
    WorkerConfig config = new WorkerConfig(pool, ScorerPool.LOCK, Duration.ZERO);
    ScorerStage.create(connection(args[0]), config, new RewardPlugin(), engine).start();
    new CountDownLatch(1).await();
  }
}

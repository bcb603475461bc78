package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.ops.tuning.FollowBar;
import dev.winnow.ops.tuning.FollowedRows;
import dev.winnow.ops.tuning.TrainingTopic;
import dev.winnow.training.StreamTuner;
import dev.winnow.training.StreamTuningReport;
import dev.winnow.training.TuningConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topic a training follows, and for how long. */
final class FollowOptions {
  /** How long a step, a checkpoint and the model's files may take after a SIGTERM. */
  private static final int STOP_SECONDS = 60;

  @Option(
      names = "--topic",
      paramLabel = "accepted|selected|pairs",
      description =
          "Trains --from further on the rows of --recipe on this topic, each once, as they arrive;"
              + " the offsets are in the checkpoint.")
  private @Nullable TrainingTopic topic;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "With --topic: name of the recipe whose rows are learned.")
  private @Nullable String recipe;

  @Option(
      names = "--max-rows",
      converter = WholeNumber.Count.class,
      paramLabel = "ROWS",
      description = "With --topic: ends after so many rows in all (default: no end).")
  private @Nullable Integer maxRows;

  @Option(
      names = "--idle-seconds",
      converter = WholeNumber.Count.class,
      paramLabel = "SECONDS",
      description = "With --topic: ends when no row has come for so long (default: no end).")
  private @Nullable Integer idleSeconds;

  @Option(
      names = "--checkpoint-steps",
      paramLabel = "STEPS",
      defaultValue = "100",
      description = "With --topic: steps between checkpoints (default: ${DEFAULT-VALUE}).")
  private int checkpointSteps;

  @Mixin private ConnectionOptions connection;

  boolean chosen() {
    return topic != null;
  }

  /**
   * Returns the configuration with what is chosen here.
   *
   * @throws IllegalArgumentException if an option is missing or out of its range
   */
  TuningConfig config(TuningConfig chosen) {
    if (recipe == null) {
      throw new IllegalArgumentException("--topic: give the name of a recipe with --recipe");
    }
    return chosen.withCheckpointSteps(checkpointSteps);
  }

  /**
   * Follows the topic until its end, and prints what was done. A SIGTERM or Ctrl-C ends it after
   * the current step, with a checkpoint and the model.
   *
   * @param config as {@link #config} returns it
   */
  void train(TuningConfig config, Path start, Path directory, PrintWriter out)
      throws IOException, InterruptedException {
    TrainingTopic followed = Objects.requireNonNull(topic);
    String name = Objects.requireNonNull(recipe);
    long most = maxRows == null ? Long.MAX_VALUE : maxRows;
    Optional<Duration> idle = Optional.ofNullable(idleSeconds).map(Duration::ofSeconds);
    CountDownLatch ended = new CountDownLatch(1);
    try (FollowedRows rows = new FollowedRows(connection.connect(), followed, name, idle);
        ProgressBar bar =
            ProgressBars.of("train", maxRows == null ? -1 : most).setUnit(" rows", 1).build()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(rows, ended), "shutdown"));
      StreamTuningReport report =
          StreamTuner.train(config, start, rows, directory, most, new FollowBar(bar));
      TuningPrinter.print(report, directory, out);
    } finally {
      ended.countDown();
    }
  }

  private static void stop(FollowedRows rows, CountDownLatch ended) {
    rows.stop();
    try {
      boolean unused = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

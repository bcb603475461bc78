package dev.winnow.ops.cli;

import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.training.Trainer;
import dev.winnow.training.TrainingConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the demo's model from nothing: a small Llama that solves generated word problems.",
      "The same seed and steps on the same machine give the same files."
    })
final class TrainCommand implements Callable<Integer> {
  private static final double SMOOTHING = 0.98;

  @Option(
      names = "--seed",
      defaultValue = "17",
      description = "Decides everything (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--steps",
      defaultValue = "4000",
      description = "Optimizer steps (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Parameters(paramLabel = "DIRECTORY", description = "Where the model's files go.")
  private Path directory;

  private double smoothed;

  @Override
  public Integer call() throws Exception {
    TrainingConfig config = TrainingConfig.DEFAULT.withSteps(steps).withSeed(seed);
    long start = System.nanoTime();
    try (ProgressBar bar = ProgressBars.of("train", steps).build()) {
      Trainer.train(
          config,
          directory,
          (step, loss, tokens) -> {
            smoothed = step == 1 ? loss : SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
            bar.stepTo(step);
            bar.setExtraMessage(
                "loss %.3f, %,.0f tokens/s"
                    .formatted(smoothed, tokens / ((System.nanoTime() - start) / 1e9)));
          });
    }
    return 0;
  }
}

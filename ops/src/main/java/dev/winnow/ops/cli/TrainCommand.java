package dev.winnow.ops.cli;

import dev.winnow.ops.reward.JudgedRows;
import dev.winnow.ops.reward.RankingTable;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.training.RankingAccuracy;
import dev.winnow.training.RewardExample;
import dev.winnow.training.RewardSplit;
import dev.winnow.training.RewardTrainer;
import dev.winnow.training.RewardTrainingConfig;
import dev.winnow.training.Trainer;
import dev.winnow.training.TrainingConfig;
import dev.winnow.training.TrainingListener;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.RewardModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the demo's model from nothing: a small Llama that solves generated word problems.",
      "With --reward, trains a reward model from a run's accepted and rejected rows instead,"
          + " starting as",
      "the shipped sampler, and shows how well it ranks the responses of the prompts that it left"
          + " out.",
      "The same seed, steps and rows on the same machine give the same files."
    })
final class TrainCommand implements Callable<Integer> {
  private static final double SMOOTHING = 0.98;

  @Option(
      names = "--seed",
      defaultValue = "17",
      description = "Decides everything (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--steps", description = "Optimizer steps (default: 4000; 1500 with --reward).")
  private @Nullable Integer steps;

  @Option(
      names = "--reward",
      paramLabel = "DATASET",
      description = "Directory of a recipe's datasets, such as .winnow/datasets/arithmetic.")
  private @Nullable Path rows;

  @Parameters(paramLabel = "DIRECTORY", description = "Where the model's files go.")
  private Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (rows == null) {
      trainSampler();
    } else {
      trainReward(JudgedRows.read(rows));
    }
    return 0;
  }

  private void trainSampler() throws IOException, InterruptedException {
    TrainingConfig config = TrainingConfig.DEFAULT.withSeed(seed);
    TrainingConfig chosen = steps == null ? config : config.withSteps(steps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      Trainer.train(chosen, directory, new LossLine(bar));
    }
  }

  private void trainReward(List<RewardExample> examples) throws IOException, InterruptedException {
    RewardTrainingConfig config = RewardTrainingConfig.DEFAULT.withSeed(seed);
    RewardTrainingConfig chosen = steps == null ? config : config.withSteps(steps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      RewardTrainer.train(
          chosen, Home.path("models", "abacus"), examples, directory, new LossLine(bar));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<RewardExample> measuring =
        examples.stream()
            .filter(example -> RewardSplit.of(example.prompt()) == RewardSplit.MEASURING)
            .toList();
    try (RewardModel model = RewardModel.load(directory, new Placement("cpu", "float32"))) {
      RankingTable.print(RankingAccuracy.of(model, measuring), out);
    }
  }

  /** Shows a smoothed loss and the speed beside the bar. */
  private static final class LossLine implements TrainingListener {
    private final ProgressBar bar;
    private final long start = System.nanoTime();
    private double smoothed;

    LossLine(ProgressBar bar) {
      this.bar = bar;
    }

    @Override
    public void onStep(int step, double loss, long tokens) {
      smoothed = step == 1 ? loss : SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
      bar.stepTo(step);
      bar.setExtraMessage(
          "loss %.3f, %,.0f tokens/s"
              .formatted(smoothed, tokens / ((System.nanoTime() - start) / 1e9)));
    }
  }
}

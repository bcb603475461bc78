package dev.winnow.ops.cli;

import dev.winnow.ops.reward.JudgedRows;
import dev.winnow.ops.reward.MeasuredScores;
import dev.winnow.ops.reward.RankingTable;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.training.FurtherTrainer;
import dev.winnow.training.FurtherTrainingConfig;
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
      "With --from, trains such a model further.",
      "With --reward, trains a reward model from a run's accepted and rejected rows instead,"
          + " starting as",
      "a sampler, and shows how well it ranks the responses of the prompts that it left out.",
      "The same seed, steps, model and rows on the same machine give the same files."
    })
final class TrainCommand implements Callable<Integer> {
  private static final double SMOOTHING = 0.98;

  @Option(
      names = "--seed",
      description = "Decides everything (default: 17; 18 with --from and without --reward).")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      description = "Optimizer steps (default: 4000; 2000 with --from; 150 with --reward).")
  private @Nullable Integer steps;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Directory of the sampler to start as (default: none; with --reward the shipped one).")
  private @Nullable Path from;

  @Option(
      names = "--reward",
      paramLabel = "DATASET",
      description = "Directory of a recipe's datasets, such as .winnow/datasets/arithmetic.")
  private @Nullable Path rows;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description =
          "With --reward: where the scores of the responses that were left out go, with their"
              + " labels, for 'winnow calibrate'.")
  private @Nullable Path scores;

  @Parameters(paramLabel = "DIRECTORY", description = "Where the model's files go.")
  private Path directory;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (rows != null) {
      trainReward(JudgedRows.read(rows));
    } else if (from != null) {
      trainFurther(from);
    } else {
      trainSampler();
    }
    return 0;
  }

  private void trainSampler() throws IOException, InterruptedException {
    TrainingConfig config =
        seed == null ? TrainingConfig.DEFAULT : TrainingConfig.DEFAULT.withSeed(seed);
    TrainingConfig chosen = steps == null ? config : config.withSteps(steps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      Trainer.train(chosen, directory, new LossLine(bar));
    }
  }

  private void trainFurther(Path sampler) throws IOException, InterruptedException {
    FurtherTrainingConfig config =
        seed == null ? FurtherTrainingConfig.DEFAULT : FurtherTrainingConfig.DEFAULT.withSeed(seed);
    FurtherTrainingConfig chosen = steps == null ? config : config.withSteps(steps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      FurtherTrainer.train(chosen, sampler, directory, new LossLine(bar));
    }
  }

  private void trainReward(List<RewardExample> examples) throws IOException, InterruptedException {
    RewardTrainingConfig config =
        seed == null ? RewardTrainingConfig.DEFAULT : RewardTrainingConfig.DEFAULT.withSeed(seed);
    Path sampler = from == null ? Home.path("models", "abacus") : from;
    RewardTrainingConfig chosen = steps == null ? config : config.withSteps(steps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      RewardTrainer.train(chosen, sampler, examples, directory, new LossLine(bar));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<RewardExample> measuring =
        examples.stream()
            .filter(example -> RewardSplit.of(example.prompt()) == RewardSplit.MEASURING)
            .toList();
    try (RewardModel model = RewardModel.load(directory, new Placement("cpu", "float32"))) {
      RankingTable.print(RankingAccuracy.of(model, measuring), out);
      if (scores != null) {
        MeasuredScores.write(model, measuring, scores);
      }
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

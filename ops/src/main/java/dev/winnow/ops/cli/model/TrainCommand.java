package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.Home;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.RequiredTogether;
import dev.winnow.ops.reward.JudgedRows;
import dev.winnow.ops.reward.MeasuredScores;
import dev.winnow.ops.reward.RankingTable;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.ops.tuning.LossBar;
import dev.winnow.ops.tuning.TuningBar;
import dev.winnow.training.FurtherTrainer;
import dev.winnow.training.FurtherTrainingConfig;
import dev.winnow.training.RankingAccuracy;
import dev.winnow.training.RewardExample;
import dev.winnow.training.RewardSplit;
import dev.winnow.training.RewardTrainer;
import dev.winnow.training.RewardTrainingConfig;
import dev.winnow.training.Trainer;
import dev.winnow.training.TrainingConfig;
import dev.winnow.training.Tuner;
import dev.winnow.training.TuningConfig;
import dev.winnow.training.TuningExample;
import dev.winnow.training.TuningReport;
import dev.winnow.transformer.Placement;
import dev.winnow.transformer.RewardModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the demo's model from nothing: a small Llama that solves generated word problems.",
      "With --from, trains such a model further on new problems; with --data, on a dataset's answers"
          + " or pairs. The result is a model that the djl engine serves.",
      "With --topic, follows a topic instead: it learns each row once, as it arrives.",
      "A training with --data or --topic that was stopped or killed goes on at its last checkpoint"
          + " when it is started again.",
      "With --reward, trains a reward model from a run's accepted and rejected rows instead,"
          + " starting as",
      "a sampler, and shows how well it ranks the responses of the prompts that it left out.",
      "The same seed, steps, model and rows on the same machine give the same files."
    })
public final class TrainCommand implements Callable<Integer> {
  private static final List<RequiredTogether> COMPANIONS =
      List.of(
          new RequiredTogether(
              List.of("--json", "--datasets", "--rows", "--epochs", "--patience"),
              List.of("--data")),
          new RequiredTogether(
              List.of("--rate", "--batch-tokens", "--held-out", "--beta", "--nll"),
              List.of("--data", "--topic")),
          new RequiredTogether(
              List.of("--recipe", "--max-rows", "--idle-seconds", "--checkpoint-steps"),
              List.of("--topic")),
          new RequiredTogether(List.of("--scores"), List.of("--reward")));

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides everything (default: 17; 18 with --from and without --reward).")
  private @Nullable Long seed;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Optimizer steps (default: 4000; 2000 with --from; 150 with --reward).")
  private @Nullable Integer steps;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Directory of the sampler to start as (default: none; with --data, --topic or --reward the"
              + " shipped one).")
  private @Nullable Path from;

  @Option(
      names = "--reward",
      paramLabel = "DATASET",
      description = "Directory of a recipe's datasets, such as .winnow/datasets/arithmetic.")
  private @Nullable Path rows;

  @Mixin private TuningOptions tuning;
  @Mixin private JsonOption json;

  @Mixin private FollowOptions follow;

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
    RequiredTogether.require(spec, COMPANIONS);
    if (follow.chosen()) {
      follow();
    } else if (tuning.chosen()) {
      tune();
    } else if (rows != null) {
      trainReward(JudgedRows.read(rows));
    } else if (from != null) {
      trainFurther(from);
    } else {
      trainSampler();
    }
    return 0;
  }

  private void tune() throws IOException, InterruptedException {
    if (rows != null || steps != null) {
      throw new ParameterException(
          spec.commandLine(), "--data: goes with neither --reward nor --steps; see --epochs");
    }
    TuningConfig config = GivenValues.of(spec, () -> tuning.config(seed));
    GivenValues.of(spec, tuning::requireData);
    List<TuningExample> examples = tuning.read(config);
    Path start = from == null ? Home.path("models", "abacus") : from;
    PrintWriter out = spec.commandLine().getOut();
    try (ProgressBar bar = ProgressBars.of("train", -1).build()) {
      TuningReport report = Tuner.train(config, start, examples, directory, new TuningBar(bar));
      if (json.chosen()) {
        TuningPrinter.printJson(report, directory, out);
      } else {
        TuningPrinter.print(report, directory, out);
      }
    }
  }

  private void follow() throws IOException, InterruptedException {
    if (rows != null || steps != null || tuning.chosen()) {
      throw new ParameterException(
          spec.commandLine(), "--topic: goes with none of --data, --reward and --steps");
    }
    Path start = from == null ? Home.path("models", "abacus") : from;
    TuningConfig config = GivenValues.of(spec, () -> follow.config(tuning.config(seed)));
    follow.train(config, start, directory, spec.commandLine().getOut());
  }

  private void trainSampler() throws IOException, InterruptedException {
    TrainingConfig config =
        seed == null ? TrainingConfig.DEFAULT : TrainingConfig.DEFAULT.withSeed(seed);
    TrainingConfig chosen = withSteps(config, TrainingConfig::withSteps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      Trainer.train(chosen, directory, new LossBar(bar));
    }
  }

  private void trainFurther(Path sampler) throws IOException, InterruptedException {
    FurtherTrainingConfig config =
        seed == null ? FurtherTrainingConfig.DEFAULT : FurtherTrainingConfig.DEFAULT.withSeed(seed);
    FurtherTrainingConfig chosen = withSteps(config, FurtherTrainingConfig::withSteps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      FurtherTrainer.train(chosen, sampler, directory, new LossBar(bar));
    }
  }

  private void trainReward(List<RewardExample> examples) throws IOException, InterruptedException {
    RewardTrainingConfig config =
        seed == null ? RewardTrainingConfig.DEFAULT : RewardTrainingConfig.DEFAULT.withSeed(seed);
    Path sampler = from == null ? Home.path("models", "abacus") : from;
    RewardTrainingConfig chosen = withSteps(config, RewardTrainingConfig::withSteps);
    try (ProgressBar bar = ProgressBars.of("train", chosen.steps()).build()) {
      RewardTrainer.train(chosen, sampler, examples, directory, new LossBar(bar));
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

  private <C> C withSteps(C config, BiFunction<C, Integer, C> withSteps) {
    Integer number = steps;
    return number == null ? config : GivenValues.of(spec, () -> withSteps.apply(config, number));
  }
}

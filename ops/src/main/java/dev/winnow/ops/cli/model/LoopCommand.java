package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.DataDirectory;
import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.Home;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.export.TrainingRows;
import dev.winnow.ops.loop.LoopChart;
import dev.winnow.ops.loop.LoopConfig;
import dev.winnow.ops.loop.LoopRound;
import dev.winnow.ops.loop.LoopTable;
import dev.winnow.ops.loop.TrainingLoop;
import dev.winnow.schemas.Recipe;
import dev.winnow.training.TuningConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "loop",
    mixinStandardHelpOptions = true,
    description = {
      "Improves a model in rounds: it samples new word problems through the whole service, is trained"
          + " on what was selected, and samples the next round's problems.",
      "Every model is measured on the same held-out problems. Stopped or killed, and started again"
          + " with the same --dir, it goes on where it was."
    },
    footer = {
      "",
      "Examples:",
      "  winnow loop",
      "  winnow loop --rounds 1 --prompts 20 --dir .winnow/short",
    })
public final class LoopCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      converter = DataDirectory.class,
      defaultValue = ".winnow/loop",
      description = "Where everything goes (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--model",
      paramLabel = "DIRECTORY",
      description = "Model to start from (default: the shipped one).")
  private @Nullable Path model;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "Recipe (default: ops/recipes/demo.yaml).")
  private @Nullable Path recipe;

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      defaultValue = "selected",
      description =
          "What each round trains on: accepted, selected or pairs (default: ${DEFAULT-VALUE}).")
  private String dataset;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "150",
      description =
          "New prompts of each of the six families in a round (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--measured",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Prompts of each family that every model is measured on (default: ${DEFAULT-VALUE}).")
  private int measured;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "8",
      description = "Candidates of each measured prompt (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the problems and the training's order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "2",
      description = "Most passes of a training over its rows (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "3e-4",
      description = "Peak learning rate of a training (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    LoopConfig config = config();
    Files.createDirectories(directory);
    List<LoopRound> done = new TrainingLoop(config, out).run();
    LoopTable.print(done, seed, out);
    Path chart = directory.resolve("rounds.svg");
    LoopChart.write(done, seed, chart);
    out.printf("plot in %s%n", chart);
    out.flush();
    return 0;
  }

  private LoopConfig config() {
    if (!TrainingRows.DATASETS.contains(dataset)) {
      throw new ParameterException(
          spec.commandLine(), "--dataset: want one of " + TrainingRows.DATASETS);
    }
    Path file = recipe == null ? Home.path("recipes", "demo.yaml") : recipe;
    Recipe read = RecipeInput.read(file, InstantSource.system());
    return GivenValues.of(spec, () -> config(read));
  }

  private LoopConfig config(Recipe read) {
    TuningConfig defaults = TuningConfig.DEFAULT;
    return new LoopConfig(
        directory,
        model == null ? Home.path("models", "abacus") : model,
        read,
        dataset,
        rounds,
        prompts,
        measured,
        samples,
        seed,
        new TuningConfig(
            seed,
            epochs,
            defaults.batchTokens(),
            rate,
            defaults.warmup(),
            defaults.heldOut(),
            defaults.patience(),
            defaults.checkpointSteps(),
            defaults.beta(),
            defaults.nll()));
  }
}

package dev.winnow.ops.cli.local;

import dev.winnow.ops.cli.option.DataDirectory;
import dev.winnow.ops.cli.option.EngineOptions;
import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.Home;
import dev.winnow.ops.cli.option.OpenOption;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.demo.Demo;
import dev.winnow.ops.demo.DemoConfig;
import dev.winnow.ops.local.NamedScorers;
import dev.winnow.ops.local.RewardScorer;
import dev.winnow.schemas.Recipe;
import dev.winnow.training.problem.Split;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole service on generated word problems, until all have ended.",
      "The shipped model samples problems of graded difficulty until each has enough accepted"
          + " candidates, on a real broker in this process."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;
  @Mixin private OperationsOptions operations;
  @Mixin private OpenOption open;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      converter = DataDirectory.class,
      description =
          "Where everything goes; an interrupted run is continued (default: a new"
              + " .winnow/demo-TIME).")
  private @Nullable Path directory;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "40",
      description = "Prompts of each of the six families (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which problems (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--training-problems",
      description = {
        "Take problems that the shipped model may have been trained on, in place of held-out ones:",
        "a reward model trained on this run's rows can then be measured on every other demo."
      })
  private boolean trainingProblems;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Recipe to run under (default: ops/recipes/demo.yaml). May be repeated: each samples all"
              + " problems, and what they took is shown side by side.")
  private List<Path> recipes = List.of();

  @Option(
      names = "--reward-model",
      paramLabel = "DIRECTORY",
      description =
          "Reward model that scores in this process for recipes with scorers of type 'reward'"
              + " (default: ops/models/abacus-reward).")
  private @Nullable Path rewardModel;

  @Override
  public Integer call() throws Exception {
    List<Path> files = recipes.isEmpty() ? List.of(Home.path("recipes", "demo.yaml")) : recipes;
    List<Recipe> read =
        files.stream().map(file -> RecipeInput.read(file, InstantSource.system())).toList();
    Demo demo =
        new Demo(
            config(read),
            engine.engineBesideTheService(),
            scorers(read),
            operations.localOperations(),
            spec.commandLine().getOut());
    OpenOption.announce(demo.consoleUri(), spec.commandLine().getOut());
    // The process starts earlier where the launcher has to build first.
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return demo.run(start, this::opened) ? 0 : 1;
  }

  private void opened(URI console) {
    open.openIfChosen(console, spec.commandLine().getOut());
  }

  private Map<String, RewardScorer> scorers(List<Recipe> read) {
    Path model = rewardModel == null ? Home.path("models", "abacus-reward") : rewardModel;
    return RewardScorer.forPools(NamedScorers.of(read).reward(), model);
  }

  private DemoConfig config(List<Recipe> read) {
    return GivenValues.of(
        spec,
        () ->
            new DemoConfig(
                directory == null ? fresh() : directory,
                read,
                prompts,
                trainingProblems ? Split.TRAIN : Split.HELD_OUT,
                seed,
                open.chosen()));
  }

  private static Path fresh() {
    String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of(".winnow", "demo-" + time);
  }
}

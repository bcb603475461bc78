package dev.winnow.ops.cli;

import dev.winnow.ops.demo.Demo;
import dev.winnow.ops.demo.DemoConfig;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
      "The shipped model samples problems of graded difficulty until each has enough accepted candidates,"
          + " on a real broker in this process."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      description =
          "Where everything goes; an interrupted run is continued (default: a new .winnow/demo-TIME).")
  private @Nullable Path directory;

  @Option(
      names = "--prompts",
      defaultValue = "40",
      description = "Prompts of each of the six families (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides which problems (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description =
          "Recipe to run under (default: ops/recipes/demo.yaml). May be repeated: each samples all"
              + " problems, and what they took is shown side by side.")
  private List<Path> recipes = List.of();

  @Override
  public Integer call() throws Exception {
    List<Path> files = recipes.isEmpty() ? List.of(Home.path("recipes", "demo.yaml")) : recipes;
    DemoConfig config =
        new DemoConfig(directory == null ? fresh() : directory, files, prompts, seed);
    return new Demo(config, engine.engineBesideTheService(), spec.commandLine().getOut()).run()
        ? 0
        : 1;
  }

  private static Path fresh() {
    String time = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    return Path.of(".winnow", "demo-" + time);
  }
}

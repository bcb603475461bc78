package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.planner.PlannerBench;
import dev.winnow.ops.bench.planner.PlannerBenchConfig;
import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.WholeNumber;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "planner",
    mixinStandardHelpOptions = true,
    description = {
      "Measures verdicts and decisions per second of the planner, and the state of a prompt in"
          + " bytes.",
      "Verdicts are drawn instead of judged.",
      "The reference: the least Kafka Streams application that could do the work. It is"
          + " exactly-once too, counts each prompt's verdicts in one store, and orders when it"
          + " has counted a round."
    },
    footer = {
      "",
      "verdicts ahead  all verdicts are on the topic before the first is seen: nothing",
      "                but the planner and its broker works. The reference gets the",
      "                same verdicts.",
      "in the loop     from publishing to the last prompt's end, while requests are",
      "                answered at once over the broker: each round waits for two",
      "                commits or so, and the prompts with most rounds end last",
      "decisions       rounds ordered, and prompts ended"
    })
final class PlannerBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "5000",
      description = "Prompts live at once in each run (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Mixin private RunsOption runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides the prompts, how hard each is and what is accepted (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws Exception {
    new PlannerBench(config(), spec.commandLine().getOut()).run();
    return 0;
  }

  private PlannerBenchConfig config() {
    return GivenValues.of(spec, () -> new PlannerBenchConfig(prompts, runs.count(), seed));
  }
}

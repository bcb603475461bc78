package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.LatencyBench;
import dev.winnow.ops.cli.option.WholeNumber;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long one prompt takes in an idle service, with an engine that answers at"
          + " once.",
      "The time is from its publishing until a client sees on the progress topic that it has"
          + " ended.",
      "The reference: a record from a plain producer to a plain consumer of the same broker."
    })
final class LatencyBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "300",
      description = "Prompts that are measured, after a warm-up (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "4",
      description = "Candidates for each prompt (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Override
  public Integer call() throws Exception {
    new LatencyBench(prompts, candidates, spec.commandLine().getOut()).run();
    return 0;
  }
}

package dev.winnow.ops.cli;

import dev.winnow.ops.bench.PipelineBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Benchmarks: each prints a ratio to a reference that it measures in the same run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchCommand.Pipeline.class, HelpCommand.class})
final class BenchCommand {
  @Command(
      name = "pipeline",
      mixinStandardHelpOptions = true,
      description = {
        "With an engine that answers at once: candidates per second from trials to Parquet, beside what plain producers",
        "and consumers move over the same broker for the same bytes and hops."
      })
  static final class Pipeline implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--prompts",
        defaultValue = "500",
        description = "Prompts in each run (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Option(
        names = "--candidates",
        defaultValue = "64",
        description = "Candidates for each prompt (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
        names = "--runs",
        defaultValue = "3",
        description = "Runs after a warm-up of one (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws Exception {
      new PipelineBench(prompts, candidates, runs, spec.commandLine().getOut()).run();
      return 0;
    }
  }
}

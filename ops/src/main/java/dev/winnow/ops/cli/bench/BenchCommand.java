package dev.winnow.ops.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Benchmarks: each prints a ratio to a reference that it measures in the same run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PipelineBenchCommand.class,
      ScoringBenchCommand.class,
      MetricsBenchCommand.class,
      ConsoleBenchCommand.class,
      LatencyBenchCommand.class,
      PlannerBenchCommand.class,
      SinkBenchCommand.class,
      RestoreBenchCommand.class,
      CodeBenchCommand.class,
      VerifyBenchCommand.class,
      HelpCommand.class
    })
public final class BenchCommand {}

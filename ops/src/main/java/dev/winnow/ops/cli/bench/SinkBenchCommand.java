package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.SinkBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "sink",
    mixinStandardHelpOptions = true,
    description = {
      "Measures rows per second of one sink, and of two, from the topics to committed Parquet"
          + " files.",
      "The reference: parquet-avro that writes the same rows from memory to one file."
    })
final class SinkBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Rows in each run (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Mixin private RunsOption runs;

  @Override
  public Integer call() throws Exception {
    if (rows < 1_000) {
      throw new ParameterException(spec.commandLine(), "--rows: want at least 1000");
    }
    new SinkBench(rows, runs.count(), spec.commandLine().getOut()).run();
    return 0;
  }
}

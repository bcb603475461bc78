package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.PipelineBench;
import dev.winnow.ops.cli.option.WholeNumber;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = {
      "Measures candidates per second from prompts to Parquet, with an engine that answers at"
          + " once.",
      "The reference: plain producers and consumers over the same broker, for the same bytes and"
          + " hops."
    })
final class PipelineBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "500",
      description = "Prompts in each run (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Mixin private StreamBenchOptions stream;

  @Override
  public Integer call() throws Exception {
    new PipelineBench(prompts, stream.candidates(), stream.runs(), spec.commandLine().getOut())
        .run();
    return 0;
  }
}

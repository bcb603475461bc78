package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.MetricsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = {
      "Measures candidates per second from prompts to Parquet, with metrics that are scraped.",
      "The reference: the same stream without metrics, in alternating runs. Processor time is"
          + " compared too."
    })
final class MetricsBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ComparedBenchOptions compared;

  @Override
  public Integer call() throws Exception {
    new MetricsBench(
            compared.prompts(), compared.candidates(), compared.runs(), spec.commandLine().getOut())
        .run();
    return 0;
  }
}

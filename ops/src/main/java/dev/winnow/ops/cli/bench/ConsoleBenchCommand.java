package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.ConsoleBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    description = {
      "Measures candidates per second from prompts to Parquet, while three clients take the"
          + " console's events as open pages do.",
      "The reference: the same stream without clients, in alternating runs. Processor time is"
          + " compared too; that of the clients is counted."
    })
final class ConsoleBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ComparedBenchOptions compared;

  @Override
  public Integer call() throws Exception {
    new ConsoleBench(
            compared.prompts(), compared.candidates(), compared.runs(), spec.commandLine().getOut())
        .run();
    return 0;
  }
}

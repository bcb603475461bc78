package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.VerifyBench;
import dev.winnow.ops.cli.option.WholeNumber;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Measures checks per second of POST /v1/verify over loopback, in batches of 64.",
      "The reference: the figures that Math-Verify publishes for its own machine."
    })
final class VerifyBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      required = true,
      description = "Cases of the math check, with the flags that name their group.")
  private Path cases;

  @Option(
      names = "--checks",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "20000",
      description = "Checks in each run (default: ${DEFAULT-VALUE}).")
  private int checks;

  @Mixin private RunsOption runs;

  @Override
  public Integer call() throws Exception {
    new VerifyBench(cases, checks, runs.count(), spec.commandLine().getOut()).run();
    return 0;
  }
}

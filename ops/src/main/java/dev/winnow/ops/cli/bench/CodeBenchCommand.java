package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.CodeBench;
import dev.winnow.ops.cli.option.WholeNumber;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "code",
    mixinStandardHelpOptions = true,
    description = {
      "Measures programs per second of the scorer 'code', in sandboxes of this machine.",
      "The reference: the same programs run bare by python3, in alternating runs."
    })
final class CodeBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--programs",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "100",
      description = "Programs in each run (default: ${DEFAULT-VALUE}).")
  private int programs;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "2",
      description = "Programs at one time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Mixin private RunsOption runs;

  @Override
  public Integer call() throws Exception {
    new CodeBench(programs, parallel, runs.count(), spec.commandLine().getOut()).run();
    return 0;
  }
}

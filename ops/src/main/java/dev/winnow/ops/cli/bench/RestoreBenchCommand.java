package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.RestoreBench;
import dev.winnow.ops.cli.option.WholeNumber;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Measures megabytes per second at which one thread of a stage restores a state store from its"
          + " changelog, as after the loss of its disk.",
      "The reference: a plain consumer that reads the same changelog and keeps nothing."
    })
final class RestoreBenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--entries",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "500000",
      description = "Entries of the state (default: ${DEFAULT-VALUE}).")
  private int entries;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "130",
      description = "Bytes of an entry beside its key (default: ${DEFAULT-VALUE}).")
  private int bytes;

  @Mixin private RunsOption runs;

  @Override
  public Integer call() throws Exception {
    new RestoreBench(entries, bytes, runs.count(), spec.commandLine().getOut()).run();
    return 0;
  }
}

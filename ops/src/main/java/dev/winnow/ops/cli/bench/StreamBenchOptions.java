package dev.winnow.ops.cli.bench;

import dev.winnow.ops.cli.option.WholeNumber;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of benchmarks of the whole stream. */
final class StreamBenchOptions {
  @Option(
      names = "--candidates",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "64",
      description = "Candidates for each prompt (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Mixin private RunsOption runs;

  int candidates() {
    return candidates;
  }

  int runs() {
    return runs.count();
  }
}

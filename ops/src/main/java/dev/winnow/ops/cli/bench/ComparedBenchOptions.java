package dev.winnow.ops.cli.bench;

import dev.winnow.ops.cli.option.WholeNumber;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of benchmarks that run the whole stream in two forms, in turns. */
final class ComparedBenchOptions {
  @Option(
      names = "--prompts",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "250",
      description = "Prompts in each run (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Mixin private StreamBenchOptions stream;

  int prompts() {
    return prompts;
  }

  int candidates() {
    return stream.candidates();
  }

  int runs() {
    return stream.runs();
  }
}

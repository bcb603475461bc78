package dev.winnow.ops.cli.bench;

import dev.winnow.ops.cli.option.WholeNumber;
import picocli.CommandLine.Option;

/** How often a benchmark measures each of the things that it compares. */
final class RunsOption {
  @Option(
      names = "--runs",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "3",
      description = "Runs of each kind after a warm-up of one (default: ${DEFAULT-VALUE}).")
  private int count;

  int count() {
    return count;
  }
}

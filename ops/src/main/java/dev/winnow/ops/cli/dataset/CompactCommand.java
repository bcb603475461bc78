package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.schemas.text.Durations;
import dev.winnow.sink.maintain.CompactionConfig;
import dev.winnow.sink.maintain.CompactionReport;
import dev.winnow.sink.maintain.Compactor;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = {
      "Merges small committed files into large ones. Sinks and readers may run meanwhile.",
      "Readers of the manifest or the card find each row once at any moment. Replaced files are"
          + " deleted by a compaction after the grace period."
    })
public final class CompactCommand implements Callable<Integer> {
  private static final long MAX_TARGET_MEGABYTES = 1 << 20;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      required = true,
      description = DatasetsHelp.EXISTING + ".")
  private DatasetsLocation datasets;

  @Option(
      names = "--target-mb",
      paramLabel = "MB",
      defaultValue = "128",
      description =
          "Wanted size of a file; files below half of it are merged (default: ${DEFAULT-VALUE}).")
  private long targetMegabytes;

  @Option(
      names = "--min-files",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Least number of files to merge below the wanted size (default: ${DEFAULT-VALUE}).")
  private int minFiles;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "How long replaced files can still be read, such as 30m or 2h (default:"
              + " ${DEFAULT-VALUE}).")
  private String grace;

  @Option(
      names = "--log-retention",
      paramLabel = "TIME",
      defaultValue = "1d",
      description = {
        "How long entries of the commit logs are kept that a checkpoint has, such as 12h or 7d"
            + " (default: ${DEFAULT-VALUE}).",
        "Neither sinks nor readers need them."
      })
  private String logRetention;

  @Override
  public Integer call() throws IOException {
    CompactionConfig config = GivenValues.of(spec, this::config);
    try (Storage storage = datasets.open()) {
      print(new Compactor(storage, config, InstantSource.system()).run());
    }
    return 0;
  }

  private CompactionConfig config() {
    if (targetMegabytes < 1 || targetMegabytes > MAX_TARGET_MEGABYTES) {
      throw new IllegalArgumentException(
          "--target-mb: want 1 to %d, not %d".formatted(MAX_TARGET_MEGABYTES, targetMegabytes));
    }
    return new CompactionConfig(
        targetMegabytes << 20,
        minFiles,
        duration("--grace", grace),
        duration("--log-retention", logRetention));
  }

  private void print(CompactionReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(report, out);
      return;
    }
    out.printf(
        "merged %,d files into %,d: %,d rows, %,d KB before, %,d KB after%n",
        report.merged(),
        report.written(),
        report.rows(),
        report.bytesBefore() >> 10,
        report.bytesAfter() >> 10);
    out.printf(
        "deleted %,d replaced files and %,d entries of the logs%n",
        report.deleted(), report.expired());
    out.flush();
  }

  private static Duration duration(String option, String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: '%s' is no duration; want one such as 30m or 1h".formatted(option, text)));
  }
}

package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.sink.SinkConfig;
import dev.winnow.sink.SinkStage;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sink",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a sink as a process of its own.",
      "Several of them with the same --datasets share the work."
    })
public final class SinkCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      defaultValue = "datasets",
      description = DatasetsHelp.WRITTEN + " (default: ${DEFAULT-VALUE}).")
  private DatasetsLocation datasets;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "1000000",
      description = "Commit after this many rows (default: ${DEFAULT-VALUE}).")
  private long maxRows;

  @Option(
      names = "--max-mb",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "256",
      description =
          "Commit when this many MB are not committed, over all files"
              + " (default: ${DEFAULT-VALUE}).")
  private long maxMegabytes;

  @Option(
      names = "--max-age-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.Count.class,
      defaultValue = "300",
      description = "Commit at least this often (default: ${DEFAULT-VALUE}).")
  private long maxAgeSeconds;

  @Override
  public Integer call() throws Exception {
    SinkConfig config =
        new SinkConfig(
            datasets, format, maxRows, maxMegabytes << 20, Duration.ofSeconds(maxAgeSeconds));
    Operations port = operations.operations(access);
    return StageRunner.run(new SinkStage(port.connected(connection.connect()), config), port);
  }
}

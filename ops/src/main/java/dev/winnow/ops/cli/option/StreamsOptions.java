package dev.winnow.ops.cli.option;

import dev.winnow.runtime.kafka.StreamsProperties;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of the stages that are Kafka Streams applications. */
public final class StreamsOptions {
  @Option(
      names = "--state-dir",
      paramLabel = "DIRECTORY",
      converter = DataDirectory.class,
      defaultValue = ".winnow/state",
      description =
          "Local state stores; restored from Kafka when lost (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = WholeNumber.Count.class,
      defaultValue = "1",
      description = "Stream threads (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--commit-interval-ms",
      paramLabel = "MS",
      converter = WholeNumber.Count.class,
      defaultValue = "100",
      description = "Time between transactions, in ms (default: ${DEFAULT-VALUE}).")
  private long commitIntervalMs;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = ReplicationOptions.DEFAULT,
      description =
          "Copies of internal topics (default: ${DEFAULT-VALUE}; env WINNOW_REPLICATION).")
  private short replication;

  @Option(
      names = "--standbys",
      converter = WholeNumber.CountOrNone.class,
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Copies of the state that other processes of the stage keep up to date, so that they take"
              + " over without a restore (default: ${DEFAULT-VALUE}).")
  private int standbys;

  public StreamsProperties properties() {
    return new StreamsProperties(
        stateDirectory, threads, Duration.ofMillis(commitIntervalMs), replication, standbys);
  }
}

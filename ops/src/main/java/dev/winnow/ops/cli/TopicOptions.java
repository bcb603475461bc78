package dev.winnow.ops.cli;

import dev.winnow.runtime.kafka.TopicSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Settings of topics that a command may create. */
final class TopicOptions {
  @Option(
      names = "--partitions",
      converter = WholeNumber.Count.class,
      defaultValue = "${env:WINNOW_PARTITIONS:-4}",
      description = "Partitions of every topic (default: ${DEFAULT-VALUE}; env WINNOW_PARTITIONS).")
  private int partitions;

  @Option(
      names = "--keep-work-days",
      converter = WholeNumber.Count.class,
      defaultValue = "7",
      description =
          "Days that prompts, requests, candidates and verdicts are kept (default: ${DEFAULT-VALUE}).")
  private int workDays;

  @Option(
      names = "--keep-samples-days",
      converter = WholeNumber.Count.class,
      defaultValue = "365",
      description = "Days that samples and dead letters are kept (default: ${DEFAULT-VALUE}).")
  private int sampleDays;

  /** Returns the settings on one broker. */
  TopicSettings local() {
    return settings((short) 1, 1);
  }

  TopicSettings settings(short replication, int minInsyncReplicas) {
    return new TopicSettings(
        partitions,
        replication,
        minInsyncReplicas,
        Duration.ofDays(workDays),
        Duration.ofDays(sampleDays));
  }
}

package dev.winnow.ops.cli.option;

import dev.winnow.runtime.kafka.TopicSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long topics that a command may create keep their records. */
public final class RetentionOptions {
  @Option(
      names = "--keep-work-days",
      paramLabel = "DAYS",
      converter = WholeNumber.Count.class,
      defaultValue = "7",
      description =
          "Days that prompts, requests, candidates and verdicts are kept (default: ${DEFAULT-VALUE}).")
  private int workDays;

  @Option(
      names = "--keep-samples-days",
      paramLabel = "DAYS",
      converter = WholeNumber.Count.class,
      defaultValue = "365",
      description = "Days that samples and dead letters are kept (default: ${DEFAULT-VALUE}).")
  private int sampleDays;

  public TopicSettings settings(int partitions, short replication, int minInsyncReplicas) {
    return new TopicSettings(
        partitions,
        replication,
        minInsyncReplicas,
        Duration.ofDays(workDays),
        Duration.ofDays(sampleDays));
  }
}

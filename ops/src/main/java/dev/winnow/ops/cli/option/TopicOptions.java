package dev.winnow.ops.cli.option;

import dev.winnow.runtime.kafka.TopicSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings of topics that a command may create on a cluster. */
public final class TopicOptions {
  @Option(
      names = "--partitions",
      paramLabel = "N",
      converter = WholeNumber.Partitions.class,
      defaultValue = "${env:WINNOW_PARTITIONS:-4}",
      description = "Partitions of every topic (default: ${DEFAULT-VALUE}; env WINNOW_PARTITIONS).")
  private int partitions;

  @Mixin private RetentionOptions retention;

  public TopicSettings settings(short replication, int minInsyncReplicas) {
    return retention.settings(partitions, replication, minInsyncReplicas);
  }
}

package dev.winnow.ops.cli;

import dev.winnow.runtime.kafka.TopicSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings of topics that a command may create on a cluster. */
final class TopicOptions {
  @Option(
      names = "--partitions",
      converter = WholeNumber.Partitions.class,
      defaultValue = "${env:WINNOW_PARTITIONS:-4}",
      description = "Partitions of every topic (default: ${DEFAULT-VALUE}; env WINNOW_PARTITIONS).")
  private int partitions;

  @Mixin private RetentionOptions retention;

  TopicSettings settings(short replication, int minInsyncReplicas) {
    return retention.settings(partitions, replication, minInsyncReplicas);
  }
}

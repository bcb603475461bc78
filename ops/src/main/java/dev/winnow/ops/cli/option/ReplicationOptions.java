package dev.winnow.ops.cli.option;

import dev.winnow.runtime.kafka.ClusterSize;
import dev.winnow.runtime.kafka.TopicSettings;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many copies there are of the topics of a cluster. */
public final class ReplicationOptions {
  public static final String DEFAULT = "${env:WINNOW_REPLICATION:-3}";
  private static final String COPIES = "--topic-replication";

  @Option(
      names = COPIES,
      paramLabel = "N",
      defaultValue = DEFAULT,
      description = "Copies of every topic (default: ${DEFAULT-VALUE}; env WINNOW_REPLICATION).")
  private short replication;

  @Option(
      names = "--min-insync-replicas",
      paramLabel = "N",
      description =
          "Copies that must have a record before it counts as written (default: 2 of three or more"
              + " copies, else 1).")
  private @Nullable Integer minInsyncReplicas;

  public TopicSettings settings(TopicOptions topics) {
    return topics.settings(
        replication,
        minInsyncReplicas == null
            ? TopicSettings.minInsyncReplicas(replication)
            : minInsyncReplicas);
  }

  public void requireBrokers(Admin admin) {
    ClusterSize.requireCopies(admin, replication, COPIES);
  }
}

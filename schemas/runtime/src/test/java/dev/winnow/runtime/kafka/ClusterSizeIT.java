package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.SharedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class ClusterSizeIT {
  private static final StreamsProperties THREE_COPIES =
      new StreamsProperties(Path.of("unused"), 1, Duration.ofMillis(100), (short) 3, 0);

  private final KafkaConnection connection = SharedCluster.topics(1);

  @Test
  void refusesMoreCopiesThanThereAreBrokersAndSaysWhatToDo() {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      assertThatThrownBy(() -> ClusterSize.requireCopies(admin, (short) 3, "--topic-replication"))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining(
              "3 copies of every topic need as many brokers, and the cluster has 1")
          .hasMessageContaining("--topic-replication 1 (or WINNOW_REPLICATION=1)")
          .hasMessageContaining("takes all records with it");
      assertThatCode(() -> ClusterSize.requireCopies(admin, (short) 1, "--topic-replication"))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesAnApplicationOnlyBeforeItsFirstStart() throws Exception {
    assertThatThrownBy(
            () -> ClusterSize.requireCopiesAtFirstStart(connection, THREE_COPIES, "planner"))
        .hasMessageContaining("--replication 1");
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      String internal = connection.topics().prefix() + "planner-store-changelog";
      admin.createTopics(Set.of(new NewTopic(internal, 1, (short) 1))).all().get();
    }

    assertThatCode(() -> ClusterSize.requireCopiesAtFirstStart(connection, THREE_COPIES, "planner"))
        .doesNotThrowAnyException();
  }

  @Test
  void topicsNeedTwoCopiesInSyncWhereThereAreThree() {
    TopicSettings three = new TopicSettings(1, (short) 3, Duration.ofDays(1), Duration.ofDays(1));

    assertThat(three.ofPool("t").configs()).containsEntry("min.insync.replicas", "2");
    assertThat(THREE_COPIES.of(connection, "a")).containsEntry("topic.min.insync.replicas", 2);
    assertThat(TopicSettings.LOCAL.ofPool("t").configs()).containsEntry("min.insync.replicas", "1");
    assertThatThrownBy(
            () -> new TopicSettings(1, (short) 1, 2, Duration.ofDays(1), Duration.ofDays(1)))
        .hasMessageContaining("min in-sync replicas: 2, want 1 to 1");
  }
}

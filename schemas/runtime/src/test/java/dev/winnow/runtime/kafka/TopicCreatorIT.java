package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.Records;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class TopicCreatorIT {
  private static TestCluster cluster;
  private static Admin admin;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
    admin = Admin.create(cluster.connection().properties(Map.of()));
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @Test
  void createsEveryTopic() throws Exception {
    assertThat(admin.listTopics().names().get())
        .containsAll(Topics.DEFAULT.fixed())
        .contains("winnow.sampling.test");
  }

  @Test
  void createsOnlyWhatIsMissing() {
    var topics = TopicSettings.LOCAL.all(Topics.DEFAULT, Set.of(Records.POOL, "second"));

    assertThat(TopicCreator.createMissing(admin, topics)).containsExactly("winnow.sampling.second");
  }

  @Test
  void compactsWhatKeepsTheLatestOfEachKeyAndNothingElse() throws Exception {
    for (String topic : Topics.DEFAULT.fixed()) {
      boolean compacted = topic.matches(".*(recipes|progress|workers)");
      assertThat(setting(topic, "cleanup.policy"))
          .as(topic)
          .isEqualTo(compacted ? "compact" : "delete");
    }
  }

  @Test
  void compressesWithZstd() throws Exception {
    assertThat(setting("winnow.candidates", "compression.type")).isEqualTo("zstd");
  }

  private static String setting(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(Set.of(resource))
        .all()
        .get()
        .values()
        .iterator()
        .next()
        .get(name)
        .value();
  }
}

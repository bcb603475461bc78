package dev.winnow.schemas.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestClusterTest {
  @Test
  void startsABrokerWithEveryTopic() throws Exception {
    try (TestCluster cluster = new TestCluster(2);
        Admin admin = Admin.create(cluster.connection().properties(Map.of()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(cluster.connection().topics().fixed())
          .contains("winnow.trials.test");
    }
  }
}

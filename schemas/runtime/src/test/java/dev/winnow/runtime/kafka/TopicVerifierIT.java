package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class TopicVerifierIT {
  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = SharedCluster.get();
  }

  @AfterAll
  static void stop() {}

  private static KafkaConnection under(String prefix) {
    KafkaConnection whole = cluster.connection();
    return new KafkaConnection(
        whole.bootstrapServers(), whole.registry(), new Topics(prefix), Map.of());
  }

  @Test
  void topicsAsTheyAreCreatedAreTakenByEveryStage() {
    Topics topics = Topics.DEFAULT;

    assertThatCode(
            () -> {
              TopicVerifier.verify(cluster.connection(), StageTopics.planner(topics));
              TopicVerifier.verify(cluster.connection(), StageTopics.verifier(topics));
              TopicVerifier.verify(cluster.connection(), StageTopics.sink(topics));
              TopicVerifier.verify(cluster.connection(), StageTopics.synthesizer(topics));
              TopicVerifier.verify(cluster.connection(), StageTopics.gateway(topics));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsMissingIsNamedWithTheCommandThatCreatesIt() {
    KafkaConnection connection = under("nothing.");

    assertThatThrownBy(
            () -> TopicVerifier.verify(connection, StageTopics.gateway(connection.topics())))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("topic 'nothing.prompts' does not exist")
        .hasMessageContaining("topic 'nothing.recipes' does not exist")
        .hasMessageContaining("`winnow topics`");
  }

  @Test
  void topicsThatABrokerMadeByItselfAreRefusedAndMended() throws Exception {
    KafkaConnection connection = under("auto.");
    Topics topics = connection.topics();
    List<String> wanted = List.of(topics.recipes(), topics.prompts(), topics.verdicts());
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topics.recipes(), 1, (short) 1),
                  new NewTopic(topics.prompts(), 1, (short) 1),
                  new NewTopic(topics.verdicts(), 2, (short) 1)))
          .all()
          .get();
      assertThatThrownBy(() -> TopicVerifier.verify(connection, wanted))
          .hasMessageContaining("'auto.recipes' has cleanup.policy=delete, want compact")
          .hasMessageContaining("'auto.prompts' has max.message.bytes=")
          .hasMessageContaining("'auto.verdicts' has 2 partitions and 'auto.prompts' has 1");

      TopicCreator.mend(
          admin,
          TopicSettings.LOCAL.all(topics, java.util.Set.of()).stream()
              .filter(topic -> wanted.contains(topic.name()))
              .toList());
    }

    assertThatCode(
            () -> TopicVerifier.verify(connection, List.of(topics.recipes(), topics.prompts())))
        .doesNotThrowAnyException();
  }
}

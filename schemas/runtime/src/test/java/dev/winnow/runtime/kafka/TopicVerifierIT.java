package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
          TopicSettings.LOCAL.all(topics, Set.of()).stream()
              .filter(topic -> wanted.contains(topic.name()))
              .toList());
    }

    assertThatCode(
            () -> TopicVerifier.verify(connection, List.of(topics.recipes(), topics.prompts())))
        .doesNotThrowAnyException();
  }

  @Test
  void aStageWhoseTopicsArePartitionedDifferentlyIsRefusedWithTheCommandThatMendsIt()
      throws Exception {
    for (Stage stage : Stage.values()) {
      KafkaConnection connection = under(stage.name().toLowerCase(Locale.ROOT) + ".");
      Topics topics = connection.topics();
      List<NewTopic> wrong =
          new TopicSettings(3, (short) 1, Duration.ofDays(1), Duration.ofDays(1))
              .all(topics, Set.of()).stream()
                  .map(
                      topic ->
                          topic.name().equals(stage.odd(topics)) ? partitions(topic, 5) : topic)
                  .toList();
      try (Admin admin = Admin.create(connection.properties(Map.of()))) {
        admin.createTopics(wrong).all().get();
      }

      assertThatThrownBy(() -> TopicVerifier.verify(connection, stage.topics(topics)))
          .hasMessageContaining(
              "topic '%s' has 5 partitions and '%s' has 3", stage.odd(topics), topics.prompts())
          .hasMessageContaining(
              "winnow topics --bootstrap-servers %s --topic-prefix %s --partitions 3",
              connection.bootstrapServers(), topics.prefix());
    }
  }

  /** A stage that keeps a store for each partition, and a topic that it must not find different. */
  private enum Stage {
    PLANNER {
      @Override
      List<String> topics(Topics topics) {
        return StageTopics.planner(topics);
      }

      @Override
      String odd(Topics topics) {
        return topics.quotaLeases();
      }
    },
    VERIFIER {
      @Override
      List<String> topics(Topics topics) {
        return StageTopics.verifier(topics);
      }

      @Override
      String odd(Topics topics) {
        return topics.candidates();
      }
    };

    abstract List<String> topics(Topics topics);

    abstract String odd(Topics topics);
  }

  private static NewTopic partitions(NewTopic topic, int number) {
    return new NewTopic(topic.name(), number, (short) 1).configs(topic.configs());
  }
}

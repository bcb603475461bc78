package dev.winnow.ops.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class RetryIT {
  private KafkaConnection connection;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
  }

  @AfterEach
  void stop() {}

  private static Prompt prompt(String id) {
    return Records.prompt(id);
  }

  private void publish(String id) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(prompt(id)).get();
    }
  }

  private void progress(String id, PromptState state, @Nullable String code) throws Exception {
    Progress progress =
        Progress.newBuilder()
            .setPromptId(id)
            .setRecipe("arithmetic")
            .setRecipeVersion("0123456789ab")
            .setState(state)
            .setReasonCode(code)
            .setRound(1)
            .setOrdered(4)
            .setJudged(4)
            .setAccepted(0)
            .setRejected(0)
            .setUndecided(4)
            .setStartedAt(Records.NOW)
            .setUpdatedAt(Records.NOW)
            .build();
    try (KafkaProducer<String, Progress> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()))) {
      producer.send(new ProducerRecord<>(connection.topics().progress(), id, progress)).get();
    }
  }

  private List<String> published() {
    List<String> ids = new ArrayList<>();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          connection.topics().prompts(),
          Prompt.class,
          (record, prompt) -> prompt.ifPresent(known -> ids.add(known.getId())));
    }
    return ids;
  }

  @Test
  void publishesAgainWhatHasFailedAndNothingElse() throws Exception {
    publish("failed one/2");
    publish("satisfied");
    progress("failed one/2", PromptState.FAILED, "CONTENT_FILTER");
    progress("satisfied", PromptState.SATISFIED, null);

    RetrySummary summary = new Retry(connection, Optional.empty(), Set.of()).run(done -> {});

    assertThat(summary.reopened()).isEqualTo(1);
    assertThat(summary.byReason()).containsExactly(Map.entry("CONTENT_FILTER", 1L));
    assertThat(published()).containsExactlyInAnyOrder("failed one/2", "satisfied", "failed one/2");
  }

  @Test
  void publishesAPromptOnceHoweverOftenItIsOnTheTopic() throws Exception {
    publish("p");
    publish("p");
    progress("p", PromptState.FAILED, "LOST");

    new Retry(connection, Optional.empty(), Set.of()).run(done -> {});

    assertThat(published()).containsExactly("p", "p", "p");
  }

  @Test
  void retriesTheReasonsThatAreAskedFor() throws Exception {
    publish("p");
    publish("q");
    progress("p", PromptState.FAILED, "LOST");
    progress("q", PromptState.FAILED, "CONTENT_FILTER");

    new Retry(connection, Optional.of("arithmetic"), Set.of("LOST")).run(done -> {});

    assertThat(published()).containsExactlyInAnyOrder("p", "p", "q");
  }

  @Test
  void goesByTheLatestAccountOfAPrompt() throws Exception {
    publish("p");
    progress("p", PromptState.FAILED, "LOST");
    progress("p", PromptState.SAMPLING, null);

    assertThat(new Retry(connection, Optional.empty(), Set.of()).run(done -> {}).failed()).isZero();
  }

  @Test
  void namesPromptsThatAreNoLongerOnTheTopic() throws Exception {
    progress("gone", PromptState.FAILED, "LOST");

    RetrySummary summary = new Retry(connection, Optional.empty(), Set.of()).run(done -> {});

    assertThat(summary.missing()).isEqualTo(1);
    assertThat(summary.named()).containsExactly("gone");
  }

  @Test
  void aDryRunPublishesNothing() throws Exception {
    publish("p");
    progress("p", PromptState.FAILED, null);

    RetrySummary summary = new Retry(connection, Optional.of("arithmetic"), Set.of()).dryRun();

    assertThat(summary.byReason()).containsExactly(Map.entry("(no code)", 1L));
    assertThat(published()).containsExactly("p");
  }
}

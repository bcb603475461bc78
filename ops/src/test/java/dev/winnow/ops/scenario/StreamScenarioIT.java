package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.plan.FinishedRun;
import dev.winnow.ops.plan.NamedProfile;
import dev.winnow.ops.plan.PlanInputException;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole stream in one process: one service, to which each scenario adds its own prompts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamScenarioIT {
  private static final String POOL = "scenario";
  private static final int PROMPTS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private static Path directory;

  private static final SeededEngine ENGINE = new SeededEngine();
  private static LocalService service;
  private static KafkaConnection connection;
  private static Follower<Progress> progress;

  @BeforeAll
  static void start() throws Exception {
    service = new LocalService(LocalConfigs.in(directory, POOL));
    service.start(Map.of(POOL, () -> ENGINE));
    connection = service.connection();
    progress = new Follower<>(connection, connection.topics().progress(), Progress.class);
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe()).get();
    }
  }

  @AfterAll
  static void stop() {
    progress.close();
    service.close();
  }

  @Test
  @Order(1)
  void promptsBecomeDatasetsAndTheBooksBalance() throws Exception {
    publish("first", PROMPTS);

    awaitEnded(PROMPTS);

    BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
    assertThat(progress.count(p -> p.getState() == PromptState.SATISFIED))
        .isGreaterThan(PROMPTS / 2);
  }

  @Test
  @Order(2)
  void publishingTheSamePromptsAgainOrdersNothing() throws Exception {
    int sampled = ENGINE.sampled.get();

    publish("first", PROMPTS);
    publish("marker", 1);
    awaitEnded(PROMPTS + 1);

    // The marker went through after the repeats on one partition; the books show the others did
    // too.
    BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS + 1);
    assertThat(ENGINE.sampled.get() - sampled).isLessThanOrEqualTo(8);
  }

  @Test
  @Order(3)
  void garbageIsSentToTheDeadLettersUnchangedAndTheRestGoesOn() throws Exception {
    byte[] garbage = "{\"not\": \"avro\"}".getBytes(StandardCharsets.UTF_8);
    byte[] unknownSchema = {0, 0, 0, 99, 99, 1, 2, 3};
    writeRaw(connection.topics().prompts(), garbage);
    writeRaw(connection.topics().prompts(), unknownSchema);
    writeRaw(connection.topics().candidates(), garbage);
    publish("after-garbage", PROMPTS);

    awaitEnded(2 * PROMPTS + 1);

    BooksBalance.verify(connection, directory.resolve("datasets"), 2 * PROMPTS + 1);
    try (Follower<DeadLetter> deadLetters =
        new Follower<>(connection, connection.topics().deadLetters(), DeadLetter.class)) {
      await().atMost(PATIENCE).until(() -> deadLetters.all().size() >= 3);
      assertThat(deadLetters.all())
          .extracting(DeadLetter::getReason)
          .containsExactlyInAnyOrder("NOT_AVRO", "UNKNOWN_SCHEMA", "NOT_AVRO");
      assertThat(deadLetters.all())
          .extracting(letter -> letter.getValue().orElseThrow().array())
          .containsExactlyInAnyOrder(garbage, unknownSchema, garbage);
      assertThat(deadLetters.all())
          .extracting(DeadLetter::getStage)
          .contains("planner", "verifier");
    }
  }

  @Test
  @Order(4)
  void aFinishedRunTellsThePassRateOfEveryPromptThatEnded() throws Exception {
    publish("to-plan", 1);
    awaitEnded(2 * PROMPTS + 2);

    NamedProfile run = FinishedRun.read(connection, connection.topics().progress(), 64);

    assertThat(run.profile().size()).isEqualTo(2 * PROMPTS + 2);
    assertThat(run.profile().meanTokens(0)).isEqualTo(64);
    assertThat(IntStream.range(0, run.profile().size()).mapToObj(run.profile()::passRate))
        .filteredOn(rate -> rate > 0)
        .hasSize((int) progress.count(p -> p.getAccepted() > 0));
    assertThatThrownBy(() -> FinishedRun.read(connection, "no-such-topic", 64))
        .isInstanceOf(PlanInputException.class)
        .hasMessageContaining("topic 'no-such-topic' does not exist");
    assertThatThrownBy(() -> FinishedRun.read(connection, connection.topics().recipes(), 64))
        .isInstanceOf(PlanInputException.class)
        .hasMessageContaining("no prompt has ended on it");
  }

  private static void awaitEnded(int prompts) {
    StreamEnd.await(connection, prompts, () -> assertThat(service.healthy()).isTrue());
  }

  private static void publish(String group, int count) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      for (int i = 0; i < count; i++) {
        publisher
            .publish(
                Prompt.newBuilder()
                    .setId(group + '-' + i)
                    .setRecipe("scenario")
                    .setMessages(
                        List.of(RecordFactory.message("user", "What is %d + 0?".formatted(i))))
                    .setReference(String.valueOf(i))
                    .setPublishedAt(Instant.EPOCH)
                    .build())
            .get();
      }
    }
  }

  private static void writeRaw(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.properties(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, null, value)).get();
    }
  }

  private static Recipe recipe() {
    Recipe recipe =
        Recipe.newBuilder()
            .setName("scenario")
            .setVersion("")
            .setPool(POOL)
            .setSampling(new SamplingParams(1.0, 1.0, 0, 64, List.of()))
            .setVerification(
                Verification.newBuilder()
                    .setChecks(List.of(RecordFactory.check("math", Map.of())))
                    .setAcceptIdentical(true)
                    .build())
            .setAllocation(Records.uniform(2, 8, 4))
            .setSeed(3)
            .setReissueAfterMs(60_000)
            .setMaxReissues(2)
            .setPublishedAt(Instant.EPOCH)
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }
}

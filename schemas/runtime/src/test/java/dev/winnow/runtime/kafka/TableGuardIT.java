package dev.winnow.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.testing.SecuredBroker;
import dev.winnow.runtime.testing.TestCertificates;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guard whose user is removed from Kafka for a while. */
class TableGuardIT {
  private static final String USER = "planner";
  private static final String TOPIC = Topics.DEFAULT.recipes();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private SecuredBroker broker;

  @BeforeEach
  void start() throws Exception {
    TestCertificates authority = new TestCertificates(directory);
    broker =
        SecuredBroker.startAskingAgain(
            directory, authority, authority.issue("broker"), List.of(USER), Duration.ofSeconds(1));
    try (Admin admin = Admin.create(inside().properties(Map.of()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, 1, (short) 1),
                  new NewTopic(Topics.DEFAULT.deadLetters(), 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void saysWhyItWaitsAndGoesOnWhereItWasOnceItsUserIsBack() throws Exception {
    try (TableGuard guard = new TableGuard("planner", outside(), Map.of(TOPIC, record -> bad()))) {
      guard.start();
      write("before");
      awaitDeadLetters("before");

      broker.remove(USER);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(guard.health())
                      .isInstanceOfSatisfying(
                          Health.Degraded.class,
                          health -> assertThat(health.reason()).contains("uthentication failed")));
      write("meanwhile");
      broker.user(USER);

      awaitDeadLetters("before", "meanwhile");
      await().atMost(PATIENCE).until(guard::health, Health.ok()::equals);
    }
  }

  private static Optional<Bad<?>> bad() {
    return Optional.of(new Bad<>("UNREADABLE", "not a recipe"));
  }

  private void write(String key) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            inside().properties(Map.of()), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, key, "not a recipe")).get();
    }
  }

  private void awaitDeadLetters(String... keys) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              try (var tail =
                  new TopicTail<>(inside(), Topics.DEFAULT.deadLetters(), DeadLetter.class)) {
                assertThat(tail.all(letter -> true))
                    .extracting(
                        letter ->
                            letter.getKey().map(key -> UTF_8.decode(key).toString()).orElse(""))
                    .containsExactly(keys);
              }
            });
  }

  private KafkaConnection inside() {
    return new KafkaConnection(broker.internalServers(), registry, Topics.DEFAULT, Map.of());
  }

  private KafkaConnection outside() throws Exception {
    return new KafkaConnection(
        broker.bootstrapServers(),
        registry,
        Topics.DEFAULT,
        ClientSettings.read(broker.user(USER)).kafka());
  }
}

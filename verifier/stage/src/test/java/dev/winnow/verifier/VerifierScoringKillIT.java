package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantee against a real broker, with the verifier killed while candidates wait. */
@Tag("long")
class VerifierScoringKillIT {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final int PROMPTS = 10;
  private static final int CANDIDATES = 12;
  private static final int ALL = PROMPTS * CANDIDATES;

  @TempDir private Path directory;

  @Test
  void whatWaitsForScoresSurvivesAndGetsOneVerdict() throws Exception {
    try (TestCluster cluster = new TestCluster(2)) {
      KafkaConnection connection =
          VerifierProcess.connection(cluster.connection().bootstrapServers());
      createPool(connection);
      sendCandidates(connection);
      // Long enough for the kill to land inside the transaction.
      killAfter(
          connection, Duration.ofSeconds(9), "read_uncommitted", ScoringRequest.class, ALL / 3);
      sendScores(connection, number -> number % 2 == 0);
      killAfter(connection, Duration.ofMillis(50), "read_committed", Verdict.class, ALL / 4);

      try (Stage stage = VerifierStage.create(connection, VerifierConfig.of(streams()))) {
        stage.start();
        awaitCount(connection, "read_committed", ScoringRequest.class, ALL);
        sendScores(connection, number -> true);
        awaitCount(connection, "read_committed", Verdict.class, ALL);
      }

      verify(connection);
    }
  }

  private static void verify(KafkaConnection connection) {
    OneVerdictEach guarantee = new OneVerdictEach();
    for (int number = 0; number < ALL; number++) {
      guarantee.onCandidate(candidate(number), deserved(number));
    }
    read(connection, "read_committed", TOPICS.verdicts(), Verdict.class)
        .forEach(guarantee::onVerdict);
    for (Outcome outcome : Outcome.values()) {
      read(connection, "read_committed", TOPICS.samples(outcome), Sample.class)
          .forEach(row -> guarantee.onRow(outcome, row));
    }
    guarantee.verify();
    assertThat(
            read(connection, "read_committed", TOPICS.scoring("rm"), ScoringRequest.class).stream()
                .map(ScoringRequest::getId))
        .as("requests")
        .hasSize(ALL)
        .doesNotHaveDuplicates();
  }

  private static Candidate candidate(int number) {
    int index = number % CANDIDATES;
    return Candidate.newBuilder(
            TestCandidates.of(prompt(number), index, TestCandidates.RIGHT + ' ' + index))
        .setVerification(TestScores.scored(TestScores.scorer("rm")).setAccept("rm > 0").build())
        .build();
  }

  private static String prompt(int number) {
    return "p" + number / CANDIDATES;
  }

  private static Score score(int number) {
    int index = number % CANDIDATES;
    Score score =
        deserved(number) == Outcome.UNDECIDED
            ? TestScores.failed(index, "rm", "UNPARSABLE")
            : TestScores.score(index, "rm", deserved(number) == Outcome.ACCEPTED ? 1 : -1);
    return Score.newBuilder(score).setPromptId(prompt(number)).build();
  }

  private static Outcome deserved(int number) {
    return Outcome.values()[number % Outcome.values().length];
  }

  /** Every candidate twice. */
  private static void sendCandidates(KafkaConnection connection) {
    for (int time = 0; time < 2; time++) {
      send(
          connection,
          TOPICS.candidates(),
          IntStream.range(0, ALL).mapToObj(VerifierScoringKillIT::candidate).toList(),
          candidate -> candidate.getPrompt().getId());
    }
  }

  /** The scores of such candidates, each twice. */
  private static void sendScores(KafkaConnection connection, IntPredicate such) {
    for (int time = 0; time < 2; time++) {
      send(
          connection,
          TOPICS.scores(),
          IntStream.range(0, ALL).filter(such).mapToObj(VerifierScoringKillIT::score).toList(),
          Score::getPromptId);
    }
  }

  /** Gives the key of a record. */
  private interface Keys<T> {
    String of(T record);
  }

  private static <T extends SpecificRecord> void send(
      KafkaConnection connection, String topic, List<T> records, Keys<T> keys) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (AvroSerializer<T> avro = new AvroSerializer<>(connection.registry());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection.properties(Map.of()), bytes, bytes)) {
      for (T record : records) {
        byte[] key = keys.of(record).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, avro.serialize(topic, record)));
      }
    }
  }

  private void killAfter(
      KafkaConnection connection,
      Duration commitInterval,
      String isolation,
      Class<? extends SpecificRecord> type,
      int count)
      throws Exception {
    Path log = directory.resolve("verifier.log");
    Process process =
        VerifierProcess.start(
            connection.bootstrapServers(),
            directory.resolve("state"),
            commitInterval,
            log.toFile());
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
          .until(() -> read(connection, isolation, topic(type), type).size() >= count);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void awaitCount(
      KafkaConnection connection, String isolation, Class<? extends SpecificRecord> type, int n) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> read(connection, isolation, topic(type), type).size() >= n);
  }

  private static String topic(Class<?> type) {
    return type == Verdict.class ? TOPICS.verdicts() : TOPICS.scoring("rm");
  }

  private static <T extends SpecificRecord> List<T> read(
      KafkaConnection connection, String isolation, String topic, Class<T> type) {
    KafkaConnection reading =
        new KafkaConnection(
            connection.bootstrapServers(),
            connection.registry(),
            TOPICS,
            Map.of("isolation.level", isolation));
    try (TopicTail<T> tail = new TopicTail<>(reading, topic, type)) {
      return tail.all(record -> true);
    }
  }

  private StreamsProperties streams() {
    return StreamsProperties.local(directory.resolve("state"));
  }

  private static void createPool(KafkaConnection connection) throws InterruptedException {
    TopicSettings settings =
        new TopicSettings(2, (short) 1, Duration.ofDays(1), Duration.ofDays(1));
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(admin, List.of(settings.ofPool(TOPICS.scoring("rm"))));
    }
  }
}

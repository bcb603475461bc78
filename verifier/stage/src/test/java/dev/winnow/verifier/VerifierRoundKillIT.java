package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.runtime.testing.TopicTail;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guarantee against a real broker, with the verifier killed while rounds are held and while
 * they are judged; candidates arrive in any order, some twice.
 */
@Tag("long")
class VerifierRoundKillIT {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final int PROMPTS = 24;
  private static final int ROUND = 10;
  private static final int ALL = PROMPTS * ROUND;

  /** Seven of ten answers agree, as mathematics; one is another, two are none. */
  private static final String[] ANSWERS = {
    "4", "", "1/2", "0.5", "2/4", "0.5", "1/2", "50%", "", "1/2"
  };

  private final long seed = Seeds.next();
  private final OneVerdictEach guarantee = new OneVerdictEach();

  @TempDir private Path directory;

  @Test
  void everyRoundIsJudgedOnceByItsMajorityThoughTheVerifierIsKilledTwice() throws Exception {
    System.out.println("seed " + seed);
    List<Candidate> candidates = candidates();
    Collections.shuffle(candidates, new Random(seed));
    try (TestCluster cluster = new TestCluster(2)) {
      KafkaConnection connection =
          VerifierProcess.connection(cluster.connection().bootstrapServers());

      send(connection, candidates.subList(0, ALL / 2));
      // Long enough for the kill to land inside the transaction.
      killAfter(connection, Duration.ofSeconds(9), "read_uncommitted", ScoringStarted.class, 50);
      send(connection, candidates.subList(ALL / 3, ALL * 3 / 4));
      killAfter(connection, Duration.ofMillis(50), "read_committed", ScoringStarted.class, ALL / 2);
      send(connection, candidates.subList(ALL / 2, ALL));
      finish(connection);

      verify(connection);
    }
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (int prompt = 0; prompt < PROMPTS; prompt++) {
      candidates.addAll(TestRounds.round("p" + prompt, 1, 0, ANSWERS));
    }
    candidates.forEach(one -> guarantee.onCandidate(one, deserved(one.getIndex())));
    return candidates;
  }

  private static Outcome deserved(int index) {
    return ANSWERS[index].isEmpty()
        ? Outcome.UNDECIDED
        : ANSWERS[index].equals("4") ? Outcome.REJECTED : Outcome.ACCEPTED;
  }

  private void verify(KafkaConnection connection) {
    read(connection, "read_committed", Verdict.class, TOPICS.verdicts())
        .forEach(guarantee::onVerdict);
    for (Outcome outcome : Outcome.values()) {
      for (Sample row : read(connection, "read_committed", Sample.class, TOPICS.samples(outcome))) {
        guarantee.onRow(outcome, row);
        assertThat(row.getRoundVote())
            .as(CandidateId.of(row.getPromptId(), row.getIndex()))
            .contains(new RoundVote("1/2", 7.0 / 8, 7, 8, 1, ROUND, null));
      }
    }
    guarantee.verify();
  }

  private static void send(KafkaConnection connection, List<Candidate> candidates) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (AvroSerializer<Candidate> avro = new AvroSerializer<>(connection.registry());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection.properties(Map.of()), bytes, bytes)) {
      for (Candidate one : candidates) {
        byte[] key = one.getPrompt().getId().getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>(
                TOPICS.candidates(), key, avro.serialize(TOPICS.candidates(), one)));
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
      await("records of the process")
          .atMost(Duration.ofSeconds(60))
          .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
          .until(() -> read(connection, isolation, type, TOPICS.scoringStarted()).size() >= count);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void finish(KafkaConnection connection) {
    StreamsProperties streams = StreamsProperties.local(directory.resolve("state"));
    try (Stage stage = VerifierStage.create(connection, VerifierConfig.of(streams))) {
      stage.start();
      await("the last verdict")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  read(connection, "read_committed", Verdict.class, TOPICS.verdicts()).stream()
                      .map(one -> CandidateId.of(one.getPromptId(), one.getIndex()))
                      .distinct()
                      .count(),
              count -> count >= ALL);
      await("the last row")
          .atMost(Duration.ofSeconds(60))
          .until(() -> rows(connection), count -> count >= ALL);
    }
  }

  private static int rows(KafkaConnection connection) {
    int rows = 0;
    for (Outcome outcome : Outcome.values()) {
      rows += read(connection, "read_committed", Sample.class, TOPICS.samples(outcome)).size();
    }
    return rows;
  }

  private static <T extends SpecificRecord> List<T> read(
      KafkaConnection connection, String isolation, Class<T> type, String topic) {
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
}

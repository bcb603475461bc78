package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guarantee against a real broker, with the verifier killed in the middle of its work. */
class VerifierKillIT {
  private static final Topics TOPICS = Topics.DEFAULT;
  private static final int PROMPTS = 30;
  private static final int CANDIDATES = 20;

  private final OneVerdictEach guarantee = new OneVerdictEach();
  private int garbage;

  @TempDir Path directory;

  @Test
  void givesEveryCandidateOneVerdictAndOneRowThoughItIsKilledTwice() throws Exception {
    try (TestCluster cluster = new TestCluster(2)) {
      KafkaConnection connection =
          VerifierProcess.connection(cluster.connection().bootstrapServers());

      // Long enough for the kill to land inside the transaction.
      produce(connection, 1);
      killAfter(connection, Duration.ofSeconds(9), "read_uncommitted", 100);
      produce(connection, 2);
      killAfter(connection, Duration.ofMillis(50), "read_committed", 100);
      produce(connection, 3);
      finish(connection);

      read(connection, "read_committed", TOPICS.verdicts(), Verdict.class)
          .forEach(guarantee::onVerdict);
      for (Outcome outcome : Outcome.values()) {
        read(connection, "read_committed", TOPICS.samples(outcome), Sample.class)
            .forEach(row -> onRow(outcome, row));
      }
      guarantee.verify();
      assertThat(read(connection, "read_committed", TOPICS.deadLetters(), DeadLetter.class))
          .hasSize(garbage);
    }
  }

  /** A third of the candidates, some of them again and some of earlier thirds, and some garbage. */
  private void produce(KafkaConnection connection, int third) throws Exception {
    Random random = new Random(third);
    AvroSerializer<Candidate> avro = new AvroSerializer<>(connection.registry());
    ByteArraySerializer bytes = new ByteArraySerializer();
    List<Future<?>> sends = new ArrayList<>();
    try (var producer = new KafkaProducer<>(connection.properties(Map.of()), bytes, bytes)) {
      for (int i = 0; i < PROMPTS * CANDIDATES / 2; i++) {
        Candidate candidate = candidate(random.nextInt(PROMPTS * CANDIDATES * third / 3));
        byte[] key = candidate.getPrompt().getId().getBytes(StandardCharsets.UTF_8);
        guarantee.onCandidate(candidate, outcome(candidate.getIndex()));
        sends.add(
            producer.send(
                new ProducerRecord<>(
                    TOPICS.candidates(), key, avro.serialize(TOPICS.candidates(), candidate))));
        if (i % 10 == 0) {
          sends.add(
              producer.send(new ProducerRecord<>(TOPICS.candidates(), key, new byte[] {1, 2, 3})));
          garbage++;
        }
      }
      for (Future<?> send : sends) {
        send.get();
      }
    }
  }

  private void onRow(Outcome topic, Sample row) {
    guarantee.onRow(topic, row);
  }

  private static Candidate candidate(int number) {
    int index = number % CANDIDATES;
    return TestCandidates.of(
        "p" + number / CANDIDATES, index, TestCandidates.response(outcome(index)));
  }

  private static Outcome outcome(int index) {
    return Outcome.values()[index % Outcome.values().length];
  }

  private void killAfter(
      KafkaConnection connection, Duration commitInterval, String isolation, int verdicts)
      throws Exception {
    Path log = directory.resolve("verifier.log");
    Process process =
        VerifierProcess.start(
            connection.bootstrapServers(),
            directory.resolve("state"),
            commitInterval,
            log.toFile());
    int before = read(connection, isolation, TOPICS.verdicts(), Verdict.class).size();
    try {
      await("verdicts of the process")
          .atMost(Duration.ofSeconds(60))
          .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
          .until(
              () -> read(connection, isolation, TOPICS.verdicts(), Verdict.class).size(),
              count -> count >= before + verdicts);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void finish(KafkaConnection connection) {
    StreamsProperties streams = StreamsProperties.local(directory.resolve("state"));
    try (Stage stage = VerifierStage.create(connection, VerifierConfig.of(streams))) {
      stage.start();
      assertThat(stage.healthy()).isTrue();
      await("the last garbage")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  read(connection, "read_committed", TOPICS.deadLetters(), DeadLetter.class).size(),
              count -> count >= garbage);
      await("the last verdict")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> read(connection, "read_committed", TOPICS.verdicts(), Verdict.class).size(),
              count -> count >= guarantee.size());
      await("the last row")
          .atMost(Duration.ofSeconds(60))
          .until(() -> rows(connection), count -> count >= guarantee.size());
    }
  }

  private static int rows(KafkaConnection connection) {
    int rows = 0;
    for (Outcome outcome : Outcome.values()) {
      rows += read(connection, "read_committed", TOPICS.samples(outcome), Sample.class).size();
    }
    return rows;
  }

  /** Everything on a topic up to its end. */
  private static <T extends SpecificRecord> List<T> read(
      KafkaConnection connection, String isolation, String topic, Class<T> type) {
    Map<String, Object> properties =
        connection.properties(
            Map.of("isolation.level", isolation, "auto.offset.reset", "earliest"));
    List<T> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            properties,
            new StringDeserializer(),
            new AvroDeserializer<>(connection.registry(), type))) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}

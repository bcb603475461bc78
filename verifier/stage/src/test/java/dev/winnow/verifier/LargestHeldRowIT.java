package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that fits its topic must fit the changelog of those that wait, or it stops the stream. */
class LargestHeldRowIT {
  private static final Selection ROUND = new Selection(0, 2, 1, false);
  private static final Duration MOST = Duration.ofSeconds(60);

  private final Random random = new Random(1);

  @TempDir Path directory;

  @Test
  void holdsAndWritesARowOfMegabytesThatDoNotCompress() {
    try (TestCluster cluster = new TestCluster(1)) {
      KafkaConnection connection = cluster.connection();
      StreamsProperties streams = StreamsProperties.local(directory);
      try (Stage verifier = VerifierStage.create(connection, VerifierConfig.of(streams))) {
        verifier.start();
        String response = chinese(500_000);
        send(connection, candidate(0, response));
        await("the first verdict, committed with the held row")
            .atMost(MOST)
            .until(() -> !read(connection, "winnow.verdicts", Verdict.class).isEmpty());

        send(connection, candidate(1, ""));

        await("the row")
            .atMost(MOST)
            .until(() -> !read(connection, "winnow.accepted", Sample.class).isEmpty());
        assertThat(read(connection, "winnow.accepted", Sample.class))
            .extracting(Sample::getResponse)
            .containsExactly(response);
      }
    }
  }

  private Candidate candidate(int index, String response) {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt("p"))
            .setMessages(List.of(RecordFactory.message("user", chinese(PromptRules.MAX_CHARS))))
            .build();
    return Candidate.newBuilder(TestCandidates.of("p", index, response, ROUND))
        .setPrompt(prompt)
        .setVerification(
            RecordFactory.verification(RecordFactory.check("regex", Map.of("pattern", "."))))
        .build();
  }

  private String chinese(int characters) {
    return random
        .ints(characters, 0x4e00, 0xa000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void send(KafkaConnection connection, Candidate candidate) {
    Map<String, Object> large =
        connection.properties(Map.of("max.request.size", 4 << 20, "compression.type", "zstd"));
    ByteArraySerializer bytes = new ByteArraySerializer();
    String topic = connection.topics().candidates();
    byte[] value = new AvroSerializer<Candidate>(connection.registry()).serialize(topic, candidate);
    try (var producer = new KafkaProducer<>(large, bytes, bytes)) {
      producer.send(new ProducerRecord<>(topic, "p".getBytes(StandardCharsets.UTF_8), value));
    }
  }

  private static <T extends SpecificRecord> List<T> read(
      KafkaConnection connection, String topic, Class<T> type) {
    Map<String, Object> properties =
        connection.properties(Map.of("isolation.level", "read_committed"));
    try (var consumer =
        new KafkaConsumer<>(
            properties,
            new StringDeserializer(),
            new AvroDeserializer<>(connection.registry(), type))) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return consumer.poll(Duration.ofSeconds(1)).records(partitions.getFirst()).stream()
          .map(record -> record.value())
          .toList();
    }
  }
}

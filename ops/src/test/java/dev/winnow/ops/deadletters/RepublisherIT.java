package dev.winnow.ops.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.DeadLetterSender;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
class RepublisherIT {
  private static final byte[] KEY = "p1".getBytes(StandardCharsets.UTF_8);

  private KafkaConnection connection;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(3);
  }

  @Test
  void publishesTheOriginalBytesToTheOriginalPartition() throws Exception {
    byte[] value = {0, 1, 2, 3, (byte) 255};
    kill(connection.topics().prompts(), 2, value, "UNKNOWN_SCHEMA");

    RepublishReport report = new Republisher(connection).run(reason("UNKNOWN_SCHEMA"), done -> {});

    assertThat(report.published()).isEqualTo(Map.of(connection.topics().prompts(), 1L));
    List<ConsumerRecord<byte[], byte[]>> records = records(connection.topics().prompts());
    assertThat(records).hasSize(2);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.partition()).isEqualTo(2);
              assertThat(record.key()).isEqualTo(KEY);
              assertThat(record.value()).isEqualTo(value);
            });
  }

  @Test
  void readsTheWholeRecordAtItsPlaceWhereTheLetterHoldsAPart() throws Exception {
    byte[] large = new byte[3_500_000];
    new Random(1).nextBytes(large);
    kill(connection.topics().candidates(), 1, large, "TOO_LARGE");

    new Republisher(connection).run(reason("TOO_LARGE"), done -> {});

    assertThat(records(connection.topics().candidates()))
        .hasSize(2)
        .allSatisfy(record -> assertThat(record.value()).isEqualTo(large));
  }

  @Test
  void leavesRowsWhichWouldCountTwice() throws Exception {
    kill(connection.topics().samples(Outcome.ACCEPTED), 0, new byte[] {1}, "NOT_AVRO");

    RepublishReport report = new Republisher(connection).run(reason("NOT_AVRO"), done -> {});

    assertThat(report.published()).isEmpty();
    assertThat(report.left())
        .singleElement()
        .satisfies(left -> assertThat(left.reason()).contains("winnow reverify"));
    assertThat(records(connection.topics().samples(Outcome.ACCEPTED))).hasSize(1);
  }

  @Test
  void aDryRunPublishesNothing() throws Exception {
    kill(connection.topics().prompts(), 0, new byte[] {1}, "NOT_AVRO");

    RepublishReport report = new Republisher(connection).dryRun(reason("NOT_AVRO"));

    assertThat(report.published()).isEqualTo(Map.of(connection.topics().prompts(), 1L));
    assertThat(records(connection.topics().prompts())).hasSize(1);
  }

  @Test
  void listsTheLastLettersOfAStage() throws Exception {
    kill(connection.topics().prompts(), 0, new byte[] {1}, "NOT_AVRO");
    kill(connection.topics().prompts(), 0, new byte[] {2}, "EMPTY");

    List<StoredDeadLetter> last = new DeadLetterReader(connection).last(reason("EMPTY"), 1);

    assertThat(last)
        .singleElement()
        .satisfies(letter -> assertThat(letter.letter().getReason()).isEqualTo("EMPTY"));
  }

  /** Writes a record, and the letter of the stage that could not process it. */
  private void kill(String topic, int partition, byte[] value, String reason) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                connection.properties(Map.of("max.request.size", 4 << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        DeadLetterSender sender =
            new DeadLetterSender(connection, "planner", InstantSource.system())) {
      RecordMetadata place =
          producer.send(new ProducerRecord<>(topic, partition, KEY, value)).get();
      sender.send(
          new ConsumerRecord<>(topic, partition, place.offset(), KEY, value),
          new Bad<>(reason, "why"));
    }
  }

  private static DeadLetterFilter reason(String code) {
    return new DeadLetterFilter(Set.of(), Set.of(), Set.of(), Set.of(code), Optional.empty());
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(topic, Map.of(), TopicScan.End.COMMITTED, records::add);
    }
    return records;
  }
}

package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterSenderTest {
  private static final Bad<?> BAD = new Bad<>("NOT_AVRO", "garbage");

  private final KafkaConnection connection =
      new KafkaConnection("unused:9092", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());

  /** Takes records up to a size, as a broker does. */
  private static class Broker extends MockProducer<byte[], byte[]> {
    private final int maxBytes;

    Broker(int maxBytes) {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.maxBytes = maxBytes;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      int keyBytes = record.key() == null ? 0 : record.key().length;
      return keyBytes + record.value().length <= maxBytes
          ? super.send(record)
          : CompletableFuture.failedFuture(new RecordTooLargeException("too large"));
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(int keyBytes, int valueBytes) {
    return new ConsumerRecord<>("winnow.accepted", 3, 7, new byte[keyBytes], new byte[valueBytes]);
  }

  private DeadLetter sent(MockProducer<byte[], byte[]> broker) {
    List<ProducerRecord<byte[], byte[]>> history = broker.history();
    assertThat(history).hasSize(1);
    return Objects.requireNonNull(
        new AvroDeserializer<>(connection.registry(), DeadLetter.class)
            .deserialize("", history.getFirst().value()));
  }

  @Test
  void aRecordGoesOutWithItsBytesItsPlaceAndItsKey() throws Exception {
    Broker broker = new Broker(TopicSettings.MAX_RECORD_BYTES);
    try (DeadLetterSender sender =
        new DeadLetterSender(connection, "sink", InstantSource.system(), broker)) {
      sender.send(record(10, 1_200_000), BAD);
    }

    DeadLetter letter = sent(broker);
    assertThat(letter.getStage()).isEqualTo("sink");
    assertThat(letter.getTopic()).isEqualTo("winnow.accepted");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(7);
    assertThat(letter.getValue().orElseThrow().remaining()).isEqualTo(1_200_000);
    assertThat(broker.history().getFirst().key()).hasSize(10);
  }

  @Test
  void oversizedKeysAndValuesAreCutSoThatTheLetterFitsARecord() throws Exception {
    Broker broker = new Broker(TopicSettings.MAX_RECORD_BYTES);
    try (DeadLetterSender sender =
        new DeadLetterSender(connection, "sink", InstantSource.system(), broker)) {
      sender.send(record(3_700_000, 6_000_000), BAD);
    }

    assertThat(sent(broker).getError())
        .contains("of the key's 3700000 bytes")
        .contains("of the value's 6000000 bytes");
  }

  @Test
  void whereTheTopicTakesLessTheLetterIsCutFurther() throws Exception {
    Broker broker = new Broker(100_000);
    try (DeadLetterSender sender =
        new DeadLetterSender(connection, "sink", InstantSource.system(), broker)) {
      sender.send(record(300_000, 300_000), BAD);
    }

    assertThat(sent(broker).getValue().orElseThrow().remaining()).isEqualTo(16 << 10);
  }

  @Test
  void aLetterThatNoTopicLimitAdmitsIsDropped() throws Exception {
    Broker broker = new Broker(1);
    try (DeadLetterSender sender =
        new DeadLetterSender(connection, "sink", InstantSource.system(), broker)) {
      sender.send(record(10, 10), BAD);
    }

    assertThat(broker.history()).isEmpty();
  }

  @Test
  void anOutageIsThrownToTheCaller() {
    MockProducer<byte[], byte[]> away =
        new Broker(0) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return CompletableFuture.failedFuture(new TimeoutException("no broker"));
          }
        };
    try (DeadLetterSender sender =
        new DeadLetterSender(connection, "sink", InstantSource.system(), away)) {
      assertThatThrownBy(() -> sender.send(record(1, 1), BAD))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }
}

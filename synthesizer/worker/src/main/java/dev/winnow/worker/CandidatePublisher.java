package dev.winnow.worker;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes candidates; a future completes once the broker has stored the record. Thread-safe. */
final class CandidatePublisher implements AutoCloseable {
  private static final int LINGER_MS = 5;

  private final KafkaConnection connection;
  private final Producer<byte[], byte[]> producer;
  private final AvroSerializer<Candidate> candidates;
  private final StringSerializer keys = new StringSerializer();

  CandidatePublisher(KafkaConnection connection) {
    this.connection = connection;
    this.candidates = new AvroSerializer<>(connection.registry());
    this.producer =
        new KafkaProducer<>(
            connection.properties(
                Map.of(
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    ProducerConfig.LINGER_MS_CONFIG,
                    LINGER_MS,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    128 << 10,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    TopicSettings.MAX_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Publishes a candidate; {@link Oversized} reduces one that is too large.
   *
   * @throws UnpublishableException if its prompt alone does not fit into a record
   */
  Future<RecordMetadata> publish(Candidate candidate) {
    String topic = connection.topics().candidates();
    byte[] key = keys.serialize(topic, candidate.getPrompt().getId());
    return producer.send(new ProducerRecord<>(topic, key, fitting(candidate)));
  }

  /**
   * Returns the candidate's record, at most {@link Oversized#MAX_BYTES} long.
   *
   * @throws UnpublishableException if its prompt alone does not fit
   */
  byte[] fitting(Candidate candidate) {
    byte[] value = bytes(candidate);
    if (value.length > Oversized.MAX_BYTES) {
      value = bytes(Oversized.reduced(candidate, value.length));
    }
    if (value.length > Oversized.MAX_BYTES) {
      throw new UnpublishableException(
          "prompt and check have %d bytes, so no candidate fits into a record of %d bytes"
              .formatted(value.length, Oversized.MAX_BYTES));
    }
    return value;
  }

  @Override
  public void close() {
    producer.close();
  }

  private byte[] bytes(Candidate candidate) {
    return Objects.requireNonNull(
        candidates.serialize(connection.topics().candidates(), candidate));
  }
}

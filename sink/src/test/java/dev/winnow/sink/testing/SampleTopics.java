package dev.winnow.sink.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the topics as the verifier does: in transactions. */
public final class SampleTopics implements AutoCloseable {
  private final KafkaConnection connection;
  private final KafkaProducer<byte[], byte[]> producer;

  public SampleTopics(KafkaConnection connection, String transactionalId) {
    this.connection = connection;
    this.producer =
        new KafkaProducer<>(
            connection.properties(Map.of("transactional.id", transactionalId, "linger.ms", 5)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  /** Writes these in one transaction. */
  public void commit(List<Sample> samples) {
    producer.beginTransaction();
    send(samples);
    producer.commitTransaction();
  }

  /** Writes these in a transaction that comes to nothing. */
  public void abort(List<Sample> samples) {
    producer.beginTransaction();
    send(samples);
    producer.flush();
    producer.abortTransaction();
  }

  /** Writes any record. */
  public <T extends SpecificRecord> void commit(String topic, String key, T value) {
    commitBytes(topic, key, new AvroSerializer<T>(connection.registry()).serialize(topic, value));
  }

  /** Writes any bytes. */
  public void commitBytes(String topic, String key, byte @Nullable [] value) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(List<Sample> samples) {
    AvroSerializer<Sample> serializer = new AvroSerializer<>(connection.registry());
    for (Sample sample : samples) {
      String topic = connection.topics().samples(sample.getOutcome());
      byte[] key = sample.getPromptId().getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, sample)));
    }
  }
}

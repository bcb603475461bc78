package dev.winnow.runtime.share;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.schemas.serde.AvroSerializer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the results of requests with an idempotent producer; a future completes once the broker
 * has stored the record. Thread-safe.
 *
 * @param <T> type of the results
 */
public final class ResultPublisher<T extends SpecificRecord> implements AutoCloseable {
  private static final int LINGER_MS = 5;

  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final AvroSerializer<T> serializer;

  /** Creates a publisher on this topic. */
  public ResultPublisher(KafkaConnection connection, String topic) {
    this.topic = topic;
    this.serializer = new AvroSerializer<>(connection.registry());
    this.producer =
        new KafkaProducer<>(
            connection.producerProperties(Map.of(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns the bytes of a result. */
  public byte[] bytes(T result) {
    return Objects.requireNonNull(serializer.serialize(topic, result));
  }

  /** Publishes a result under the id of its prompt, as part of this span. */
  public Future<RecordMetadata> publish(String promptId, byte[] result, OpenSpan span) {
    byte[] key = promptId.getBytes(StandardCharsets.UTF_8);
    return producer.send(new ProducerRecord<>(topic, null, key, result, span.headers()));
  }

  /**
   * Waits until the broker has stored all of these.
   *
   * @throws UnpublishableException if the broker rejects one of them for its size or content
   * @throws ExecutionException if one of them was not stored for another reason, such as an outage
   */
  public static void await(Iterable<Future<RecordMetadata>> sent)
      throws InterruptedException, ExecutionException {
    try {
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException
          || e.getCause() instanceof InvalidRecordException) {
        throw new UnpublishableException("the broker rejects a result: " + e.getCause());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

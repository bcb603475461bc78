package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetric;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the dead letters of components without a Streams transaction: sink, synthesizer, and the
 * planner's guard of compacted topics. A dead letter never stops its stage:
 *
 * <ol>
 *   <li>It is truncated to the maximum record size of our topics.
 *   <li>If the topic's own limit is lower, it is truncated further and sent again.
 *   <li>If no size is accepted, it is logged with its place, and counts as sent.
 * </ol>
 *
 * An unreachable broker is waited for, as everywhere else. Thread-safe.
 */
public final class DeadLetterSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterSender.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Maximum size of a value, and of a key, in the first attempt and in later ones. */
  private static final List<Integer> MAX_BYTES = List.of(3 << 20, 256 << 10, 16 << 10, 0);

  private final String topic;
  private final DeadLetters letters;
  private final AvroSerializer<DeadLetter> serializer;
  private final Producer<byte[], byte[]> producer;
  private final LabelledCounter sent;

  /** Creates a sender of this stage's dead letters, with its own producer. */
  public DeadLetterSender(KafkaConnection connection, String stage, InstantSource clock) {
    this(connection, stage, clock, producer(connection));
  }

  DeadLetterSender(
      KafkaConnection connection,
      String stage,
      InstantSource clock,
      Producer<byte[], byte[]> producer) {
    this.topic = connection.topics().deadLetters();
    this.letters = new DeadLetters(stage, clock);
    this.serializer = new AvroSerializer<>(connection.registry());
    this.producer = producer;
    this.sent = connection.metrics().counter(StageMetric.DEAD_LETTERS_TOTAL);
  }

  /**
   * Sends the dead letter of this record; returns when it is on the broker.
   *
   * @throws InterruptedException if interrupted meanwhile; the dead letter may have been sent
   * @throws ExecutionException if the broker rejected it for another reason than its size, such as
   *     an outage. The caller must retry and must not commit the record's offset
   */
  public void send(ConsumerRecord<byte[], byte[]> record, Bad<?> bad)
      throws InterruptedException, ExecutionException {
    Place place = new Place(record.topic(), record.partition(), record.offset());
    for (int maxBytes : MAX_BYTES) {
      DeadLetter letter = letters.cut(place, record.key(), record.value(), bad, maxBytes);
      if (trySend(DeadLetters.key(record.key(), maxBytes), letter)) {
        sent.increment(letters.stage(), bad.reason());
        return;
      }
    }
    LOG.error(
        "stage={} topic={} partition={} offset={} reason={} event=dead-letter-lost"
            + " effect='topic {} takes no record of this size; raise its max.message.bytes'",
        letters.stage(),
        place.topic(),
        place.partition(),
        place.offset(),
        bad.reason(),
        topic);
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private boolean trySend(byte @Nullable [] key, DeadLetter letter)
      throws InterruptedException, ExecutionException {
    try {
      producer.send(new ProducerRecord<>(topic, key, serializer.serialize(topic, letter))).get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw e;
    }
  }

  private static Producer<byte[], byte[]> producer(KafkaConnection connection) {
    return new KafkaProducer<>(
        connection.producerProperties(Map.of()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

package dev.winnow.ops.deadletters;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the records of dead letters again: the original bytes to the original partition. The
 * readers drop what they have processed, so that a repetition changes nothing. A letter stays on
 * its topic. Not thread-safe.
 */
public final class Republisher {
  private final KafkaConnection connection;
  private final Republishable republishable;
  private final SortedMap<String, Long> published = new TreeMap<>();
  private final List<RepublishReport.Left> left = new ArrayList<>();
  private long leftCount;

  public Republisher(KafkaConnection connection) {
    this.connection = connection;
    this.republishable = new Republishable(connection.topics());
  }

  /** Says what {@link #run} would publish, without publishing. */
  public RepublishReport dryRun(DeadLetterFilter filter) {
    new DeadLetterReader(connection)
        .read(
            filter,
            letter ->
                refusal(letter)
                    .ifPresentOrElse(reason -> leave(letter, reason), () -> count(letter)));
    return report();
  }

  /**
   * Publishes the records again, each after the one before was acknowledged. Letters that come
   * meanwhile are not read.
   *
   * @param listener receives the number published so far
   * @throws CompletionException if Kafka does not accept a record; those before it are published
   */
  public RepublishReport run(DeadLetterFilter filter, LongConsumer listener) {
    try (OriginalRecords originals = new OriginalRecords(connection);
        KafkaProducer<byte @Nullable [], byte[]> producer = producer()) {
      new DeadLetterReader(connection)
          .read(
              filter,
              letter ->
                  refusal(letter)
                      .ifPresentOrElse(
                          reason -> leave(letter, reason),
                          () -> publish(letter, originals, producer, listener)));
    }
    return report();
  }

  private void publish(
      StoredDeadLetter letter,
      OriginalRecords originals,
      KafkaProducer<byte @Nullable [], byte[]> producer,
      LongConsumer listener) {
    Optional<ProducerRecord<byte @Nullable [], byte[]>> record = record(letter, originals);
    if (record.isEmpty()) {
      leave(letter, "the letter holds a part of its record, and the topic no longer has it");
      return;
    }
    send(record.get(), producer);
    count(letter);
    listener.accept(published.values().stream().mapToLong(n -> n).sum());
  }

  private static void send(
      ProducerRecord<byte @Nullable [], byte[]> record,
      KafkaProducer<byte @Nullable [], byte[]> producer) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException("interrupted while publishing", e);
    }
  }

  private Optional<String> refusal(StoredDeadLetter letter) {
    return republishable
        .refusal(letter.letter().getTopic())
        .or(
            () ->
                letter.letter().getValue().isEmpty() && !DeadLetters.isCut(letter.letter())
                    ? Optional.of("the record has no value")
                    : Optional.empty());
  }

  private static Optional<ProducerRecord<byte @Nullable [], byte[]>> record(
      StoredDeadLetter stored, OriginalRecords originals) {
    DeadLetter letter = stored.letter();
    return DeadLetters.isCut(letter)
        ? originals
            .record(letter)
            .map(
                whole ->
                    new ProducerRecord<>(
                        letter.getTopic(), letter.getPartition(), whole.key(), whole.value()))
        : letter
            .getValue()
            .map(
                value ->
                    new ProducerRecord<>(
                        letter.getTopic(),
                        letter.getPartition(),
                        letter.getKey().map(Republisher::bytes).orElse(null),
                        bytes(value)));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private void count(StoredDeadLetter letter) {
    published.merge(letter.letter().getTopic(), 1L, Long::sum);
  }

  private void leave(StoredDeadLetter letter, String reason) {
    leftCount++;
    if (left.size() < RepublishReport.MAX_NAMED) {
      left.add(new RepublishReport.Left(letter.id(), reason));
    }
  }

  private RepublishReport report() {
    return new RepublishReport(new TreeMap<>(published), left, leftCount);
  }

  private KafkaProducer<byte @Nullable [], byte[]> producer() {
    return new KafkaProducer<>(
        connection.producerProperties(Map.of()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}

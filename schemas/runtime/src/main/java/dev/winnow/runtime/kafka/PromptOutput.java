package dev.winnow.runtime.kafka;

import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.metrics.WrittenRecords;
import dev.winnow.runtime.trace.CurrentSpan;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What a processor writes: records keyed by their prompt's id, and dead letters. */
public final class PromptOutput {
  private final ProcessorContext<byte[], SpecificRecord> context;
  private final DeadLetters deadLetters;
  private final String deadLettersSink;
  private final WrittenRecords written;
  private final CurrentSpan span;

  /**
   * @param stage stage of the dead letters
   * @param deadLettersSink name of the processor's sink to them
   * @param connection its metrics count what is written
   */
  public PromptOutput(
      ProcessorContext<byte[], SpecificRecord> context,
      String stage,
      String deadLettersSink,
      KafkaConnection connection) {
    this.context = context;
    this.deadLetters = new DeadLetters(stage, this::now);
    this.deadLettersSink = deadLettersSink;
    this.written = new WrittenRecords(connection.metrics(), stage);
    this.span = new CurrentSpan(connection.traces());
  }

  /** Returns the current time as Kafka Streams tells it. */
  public Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  /** Returns the span whose header the records carry. */
  public CurrentSpan span() {
    return span;
  }

  /**
   * Writes a record.
   *
   * @param sink name of the processor's sink
   */
  public void write(String sink, String promptId, SpecificRecord value) {
    forward(sink, promptId.getBytes(StandardCharsets.UTF_8), value);
  }

  /** Writes the dead letter of a record that was read. */
  public void sendToDeadLetters(
      Record<byte[], byte[]> record, RecordMetadata metadata, Bad<?> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    forward(
        deadLettersSink,
        DeadLetters.key(record.key()),
        deadLetters.of(place, record.key(), record.value(), bad));
  }

  private void forward(String sink, byte @Nullable [] key, SpecificRecord value) {
    written.count(value);
    context.forward(new Record<>(key, value, context.currentSystemTimeMs(), span.headers()), sink);
  }
}

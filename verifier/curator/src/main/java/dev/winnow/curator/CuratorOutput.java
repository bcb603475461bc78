package dev.winnow.curator;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What the curator writes, all of it keyed by its prompt's id. */
final class CuratorOutput {
  private final ProcessorContext<byte[], SpecificRecord> context;
  private final DeadLetters deadLetters;

  CuratorOutput(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
    this.deadLetters = new DeadLetters(CuratorStage.NAME, this::now);
  }

  /** The time as Streams has it. */
  Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  void write(Sample row) {
    send(CuratorTopology.SELECTED_SINK, key(row.getPromptId()), row);
  }

  void write(Pair pair) {
    send(CuratorTopology.PAIRS_SINK, key(pair.getPromptId()), pair);
  }

  void sendToDeadLetters(Record<byte[], byte[]> record, RecordMetadata metadata, Bad<?> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    send(
        CuratorTopology.DEAD_LETTERS_SINK,
        DeadLetters.key(record.key()),
        deadLetters.of(place, record.key(), record.value(), bad));
  }

  private void send(String sink, byte @Nullable [] key, SpecificRecord value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
  }

  private static byte[] key(String promptId) {
    return promptId.getBytes(StandardCharsets.UTF_8);
  }
}

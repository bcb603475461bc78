package dev.winnow.curator;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The curator's edge to Kafka Streams: distinguishes rows and progress, good records and bad, and
 * passes the good ones to the {@link Curator}.
 */
final class CuratorProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private final KafkaConnection connection;
  private final Decoder<Sample> samples;
  private final Decoder<Progress> progresses;
  private final Map<String, Outcome> outcomes;
  private @Nullable Session session;

  /** What exists while a task is open. */
  private record Session(Curator curator, PromptOutput output) {}

  CuratorProcessor(KafkaConnection connection) {
    this.connection = connection;
    this.samples = new Decoder<>(connection.registry(), Sample.class);
    this.progresses = new Decoder<>(connection.registry(), Progress.class);
    Map<Outcome, String> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(outcome, connection.topics().samples(outcome));
    }
    this.outcomes =
        byOutcome.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    PromptOutput output =
        new PromptOutput(
            context, CuratorStage.NAME, CuratorTopology.DEAD_LETTERS_SINK, connection.metrics());
    CuratedPrompts prompts =
        new CuratedPrompts(
            context.getStateStore(CuratorTopology.PROMPTS),
            connection.registry(),
            connection.topics().prefix() + "curated-prompts");
    PromptRows rows =
        new PromptRows(
            context.getStateStore(CuratorTopology.ROWS),
            connection.registry(),
            connection.topics().samples(Outcome.ACCEPTED));
    session = new Session(new Curator(prompts, rows, output), output);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    Outcome outcome = outcomes.get(metadata.topic());
    if (outcome != null) {
      onRow(record, metadata, outcome);
    } else if (record.value() == null && record.key() != null) {
      text(record.key()).ifPresent(session().curator()::forget);
    } else {
      onProgress(record, metadata);
    }
  }

  private void onRow(Record<byte[], byte[]> record, RecordMetadata metadata, Outcome outcome) {
    // Decoding costs most, and the rows of most recipes are not curated.
    if (text(record.key()).filter(session().curator()::isClosed).isPresent()) {
      return;
    }
    switch (samples.decode(metadata.topic(), record.value())) {
      case Bad<Sample> bad -> session().output().sendToDeadLetters(record, metadata, bad);
      case Good<Sample> good -> {
        Optional<Bad<Sample>> bad = CuratorRules.broken(record.key(), outcome, good.value());
        if (bad.isPresent()) {
          session().output().sendToDeadLetters(record, metadata, bad.get());
        } else {
          session().curator().onRow(good.value(), record.value());
        }
      }
    }
  }

  private void onProgress(Record<byte[], byte[]> record, RecordMetadata metadata) {
    switch (progresses.decode(metadata.topic(), record.value())) {
      case Bad<Progress> bad -> session().output().sendToDeadLetters(record, metadata, bad);
      case Good<Progress> good -> {
        Optional<Bad<Progress>> bad = CuratorRules.broken(record.key(), good.value());
        if (bad.isPresent()) {
          session().output().sendToDeadLetters(record, metadata, bad.get());
        } else {
          curate(record, metadata, good.value());
        }
      }
    }
  }

  private void curate(Record<byte[], byte[]> record, RecordMetadata metadata, Progress progress) {
    try {
      session().curator().onProgress(progress);
    } catch (BadOptionsException e) {
      Bad<Progress> bad = new Bad<>("UNKNOWN_CURATION", String.valueOf(e.getMessage()));
      session().output().sendToDeadLetters(record, metadata, bad);
    }
  }

  /** A key that is not text matches nothing, but could be mistaken for another id. */
  private static Optional<String> text(byte @Nullable [] key) {
    if (key == null) {
      return Optional.empty();
    }
    String text = new String(key, StandardCharsets.UTF_8);
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key)
        ? Optional.of(text)
        : Optional.empty();
  }

  private Session session() {
    return Objects.requireNonNull(session, "not initialized");
  }
}

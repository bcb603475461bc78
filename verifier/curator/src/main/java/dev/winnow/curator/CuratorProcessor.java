package dev.winnow.curator;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.PromptOutput;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.OpenWindow;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.WaitingPrompt;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
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
  private static final Duration TICK = Duration.ofSeconds(1);

  private final KafkaConnection connection;
  private final RecordGuard guard;
  private final Decoder<Sample> samples;
  private final Decoder<Progress> progresses;
  private final Map<String, Outcome> outcomes;
  private @Nullable Session session;

  /** What exists while a task is open. */
  private record Session(Curator curator, PromptOutput output, Cancellable ticks) {}

  CuratorProcessor(KafkaConnection connection, RecordGuard guard) {
    this.connection = connection;
    this.guard = guard;
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
        new PromptOutput(context, CuratorStage.NAME, CuratorTopology.DEAD_LETTERS_SINK, connection);
    Curator curator = new Curator(stores(context), output);
    Cancellable ticks =
        context.schedule(
            TICK,
            PunctuationType.WALL_CLOCK_TIME,
            guard.timer("windows", context, time -> curator.onTick()));
    session = new Session(curator, output, ticks);
  }

  /** Streams may open a processor again that it has closed; its timer must not run twice. */
  @Override
  public void close() {
    if (session != null) {
      session.ticks().cancel();
      session = null;
    }
  }

  private CuratorStores stores(ProcessorContext<byte[], SpecificRecord> context) {
    return new CuratorStores(
        new AvroStore<>(
            context.getStateStore(CuratorTopology.PROMPTS),
            connection.registry(),
            connection.topics().prefix() + "curated-prompts",
            CuratedPrompt.class),
        new PromptRows(
            context.getStateStore(CuratorTopology.ROWS),
            connection.registry(),
            connection.topics().samples(Outcome.ACCEPTED)),
        new AvroStore<>(
            context.getStateStore(CuratorTopology.WINDOWS),
            connection.registry(),
            connection.topics().prefix() + "selection-windows",
            OpenWindow.class),
        new AvroStore<>(
            context.getStateStore(CuratorTopology.WAITING),
            connection.registry(),
            connection.topics().prefix() + "waiting-prompts",
            WaitingPrompt.class));
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

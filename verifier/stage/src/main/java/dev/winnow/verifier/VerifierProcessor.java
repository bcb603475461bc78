package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.trace.CurrentSpan;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The verifier's edge to Kafka Streams: distinguishes candidates and scores, good records and bad,
 * and passes the good ones to the {@link Verifier}.
 */
final class VerifierProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private final KafkaConnection connection;
  private final VerifierConfig config;
  private final RecordGuard guard;
  private final Predicate<String> hasTopic;
  private final Decoder<Candidate> candidates;
  private final Decoder<Score> scores;
  private @Nullable Session session;

  /** What exists while a task is open. */
  private record Session(Verifier verifier, VerifierOutput output, Cancellable ticks) {}

  /**
   * @param hasTopic whether the scorers' pool of this name has a topic
   */
  VerifierProcessor(
      KafkaConnection connection,
      VerifierConfig config,
      RecordGuard guard,
      Predicate<String> hasTopic) {
    this.connection = connection;
    this.config = config;
    this.guard = guard;
    this.hasTopic = hasTopic;
    this.candidates = new Decoder<>(connection.registry(), Candidate.class);
    this.scores = new Decoder<>(connection.registry(), Score.class);
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    VerifierOutput output = new VerifierOutput(context, connection);
    VerifierStores stores = VerifierStores.open(context, connection, output);
    Verifier verifier =
        new Verifier(new Judge(config.maxResponseChars()), stores, output, hasTopic);
    Cancellable ticks =
        context.schedule(
            VerifierTopology.TICK,
            PunctuationType.WALL_CLOCK_TIME,
            guard.timer("scoring", context, time -> verifier.onTick()));
    session = new Session(verifier, output, ticks);
  }

  /** Streams may open a closed processor again, and would go on to call the old verifier. */
  @Override
  public void close() {
    if (session != null) {
      session.ticks().cancel();
      session = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    if (metadata.topic().equals(connection.topics().scores())) {
      onScore(record, metadata);
    } else if (record.value() == null && record.key() != null) {
      forget(record.key());
    } else {
      onCandidate(record, metadata);
    }
  }

  private void onCandidate(Record<byte[], byte[]> record, RecordMetadata metadata) {
    switch (candidates.decode(metadata.topic(), record.value())) {
      case Bad<Candidate> bad -> session().output().sendToDeadLetters(record, metadata, bad);
      case Good<Candidate> good -> {
        Optional<Bad<Candidate>> bad = CandidateRules.broken(record, good.value());
        if (bad.isPresent()) {
          session().output().sendToDeadLetters(record, metadata, bad.get());
        } else {
          try (CurrentSpan unused =
              session().output().span().open(record.headers(), "verification")) {
            session().verifier().onCandidate(good.value(), record.value());
          }
        }
      }
    }
  }

  private void onScore(Record<byte[], byte[]> record, RecordMetadata metadata) {
    switch (scores.decode(metadata.topic(), record.value())) {
      case Bad<Score> bad -> session().output().sendToDeadLetters(record, metadata, bad);
      case Good<Score> good -> {
        Optional<Bad<Score>> bad = ScoreRules.broken(record, good.value());
        if (bad.isPresent()) {
          session().output().sendToDeadLetters(record, metadata, bad.get());
        } else {
          session().verifier().onScore(good.value());
        }
      }
    }
  }

  /** A key that is not text matches nothing, but could be mistaken for another id. */
  private void forget(byte[] key) {
    String promptId = new String(key, StandardCharsets.UTF_8);
    if (Arrays.equals(promptId.getBytes(StandardCharsets.UTF_8), key)) {
      session().verifier().forget(promptId);
    }
  }

  private Session session() {
    return Objects.requireNonNull(session, "not initialized");
  }
}

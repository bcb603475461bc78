package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.kafka.DeadLetters;
import dev.winnow.schemas.kafka.DeadLetters.Place;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.verifier.Judge.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Judges the candidates of one partition.
 *
 * <ol>
 *   <li>Bury what is not a candidate.
 *   <li>Drop a candidate whose id has its verdict already.
 *   <li>Judge, remember the id, and write the sample and the verdict.
 * </ol>
 *
 * Streams commits input, store and outputs in one transaction, so each candidate id gets exactly
 * one verdict and one row.
 */
final class VerifierProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private static final String STAGE = VerifierStage.NAME;

  /**
   * A sample repeats the last message, at most 768 KiB in UTF-8: from here on it might not fit a
   * record, and a record that cannot be written would stop the stream.
   */
  private static final int MAX_CANDIDATE_BYTES = 3 << 20;

  private final Decoder<Candidate> candidates;
  private final Judge judge;
  private @Nullable KeyValueStore<String, byte[]> judgedStore;

  VerifierProcessor(KafkaConnection connection, VerifierConfig config) {
    this.candidates = new Decoder<>(connection.registry(), Candidate.class);
    this.judge = new Judge(config.maxResponseChars());
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    judgedStore = context.getStateStore(VerifierTopology.JUDGED);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    switch (candidates.decode(metadata.topic(), record.value())) {
      case Bad<Candidate> bad -> bury(record, metadata, bad);
      case Good<Candidate> good -> {
        Optional<Bad<Candidate>> bad = rulesBroken(record, good.value());
        if (bad.isPresent()) {
          bury(record, metadata, bad.get());
        } else {
          judge(record, good.value());
        }
      }
    }
  }

  private void judge(Record<byte[], byte[]> record, Candidate candidate) {
    String promptId = candidate.getPrompt().getId();
    byte[] known = store().get(promptId);
    JudgedIndices judged = known == null ? JudgedIndices.NONE : JudgedIndices.fromBytes(known);
    if (judged.has(candidate.getIndex())) {
      return;
    }
    Judgement judgement = judge.judge(candidate);
    Outcome outcome = judgement.finding().outcome();
    JudgedIndices after = judged.plus(candidate.getIndex(), outcome == Outcome.ACCEPTED);
    store().put(promptId, after.toBytes());
    Instant now = now();
    SpecificRecord sample = Rows.sample(candidate, judgement, after.passRate(), now);
    forward(record.key(), sample, VerifierTopology.sinkOf(outcome));
    forward(record.key(), Rows.verdict(candidate, judgement, now), VerifierTopology.VERDICTS_SINK);
  }

  private static Optional<Bad<Candidate>> rulesBroken(
      Record<byte[], byte[]> record, Candidate candidate) {
    if (record.value().length > MAX_CANDIDATE_BYTES) {
      return Optional.of(
          new Bad<>(
              "TOO_LARGE",
              "%d bytes, a candidate may have at most %d; lower max_tokens"
                  .formatted(record.value().length, MAX_CANDIDATE_BYTES)));
    }
    List<Violation> violations = PromptRules.violations(candidate.getPrompt());
    if (!violations.isEmpty()) {
      String text = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
      return Optional.of(new Bad<>("INVALID_CANDIDATE", "prompt." + text));
    }
    if (candidate.getIndex() < 0 || candidate.getIndex() >= RecipeRules.MAX_TRIALS) {
      return Optional.of(
          new Bad<>(
              "INVALID_CANDIDATE",
              "index: want 0 to %d, not %d"
                  .formatted(RecipeRules.MAX_TRIALS - 1, candidate.getIndex())));
    }
    // The key decides the partition, and so which store remembers the candidate's id.
    byte[] id = candidate.getPrompt().getId().getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(id, record.key())
        ? Optional.empty()
        : Optional.of(
            new Bad<>("KEY_MISMATCH", "the record's key must be the prompt's id in UTF-8"));
  }

  private void bury(Record<byte[], byte[]> record, RecordMetadata metadata, Bad<Candidate> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    DeadLetters deadLetters = new DeadLetters(STAGE, this::now);
    forward(
        record.key(),
        deadLetters.of(place, record.key(), record.value(), bad),
        VerifierTopology.DEAD_LETTERS_SINK);
  }

  private void forward(byte @Nullable [] key, SpecificRecord value, String sink) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), sink);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context().currentSystemTimeMs());
  }

  private KeyValueStore<String, byte[]> store() {
    return Objects.requireNonNull(judgedStore, "not initialized");
  }
}

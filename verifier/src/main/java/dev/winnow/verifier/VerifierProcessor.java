package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.kafka.DeadLetters;
import dev.winnow.schemas.kafka.DeadLetters.Place;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.verifier.Judge.Judgement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
 *   <li>Forget the prompt whose record has no value: the planner has.
 *   <li>Bury what is not a candidate.
 *   <li>Drop a candidate whose id has its verdict already.
 *   <li>Judge, remember the id, and write the verdict.
 *   <li>Write the sample; but hold an accepted one of a round that may accept more than are wanted.
 *   <li>When all of the round are judged, select among those held and write them.
 * </ol>
 *
 * Streams commits input, stores and outputs in one transaction, so each candidate id gets exactly
 * one verdict and one row.
 *
 * <p>Each candidate tests whether its own round is whole, so those of one round need not agree on
 * it: see {@link HeldRows} for why no row is lost or doubled then. One that carries no selection
 * may still be the last of a round (a worker that does not know the field drops it); it tests the
 * round of the prompt's first held row, the only one that is open since the planner waits for a
 * round before it orders the next.
 */
final class VerifierProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private static final String STAGE = VerifierStage.NAME;

  private final KafkaConnection connection;
  private final Decoder<Candidate> candidates;
  private final Judge judge;
  private @Nullable KeyValueStore<String, byte[]> judgedStore;
  private @Nullable HeldRows heldRows;

  VerifierProcessor(KafkaConnection connection, VerifierConfig config) {
    this.connection = connection;
    this.candidates = new Decoder<>(connection.registry(), Candidate.class);
    this.judge = new Judge(config.maxResponseChars());
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    judgedStore = context.getStateStore(VerifierTopology.JUDGED);
    String accepted = connection.topics().samples(Outcome.ACCEPTED);
    heldRows =
        new HeldRows(context.getStateStore(VerifierTopology.HELD), connection.registry(), accepted);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    if (record.value() == null && record.key() != null) {
      forget(record.key());
      return;
    }
    switch (candidates.decode(metadata.topic(), record.value())) {
      case Bad<Candidate> bad -> bury(record, metadata, bad);
      case Good<Candidate> good -> {
        Optional<Bad<Candidate>> bad = CandidateRules.broken(record, good.value());
        if (bad.isPresent()) {
          bury(record, metadata, bad.get());
        } else {
          judge(record.key(), good.value());
        }
      }
    }
  }

  private void judge(byte[] key, Candidate candidate) {
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
    forward(key, Rows.verdict(candidate, judgement, now), VerifierTopology.VERDICTS_SINK);
    writeOrHold(key, candidate, Rows.sample(candidate, judgement, after.passRate(), now));
    candidate
        .getSelection()
        .or(() -> held().firstRound(promptId))
        .filter(after::hasAll)
        .ifPresent(round -> held().release(promptId, round, row -> write(key, row)));
  }

  private void writeOrHold(byte[] key, Candidate candidate, Sample row) {
    Optional<Selection> selection = candidate.getSelection();
    if (selection.isPresent() && row.getOutcome() == Outcome.ACCEPTED) {
      held().hold(row, selection.get());
    } else {
      write(key, row);
    }
  }

  /**
   * Rows are held only of prompts that are known, and only legal ids are known: what is no id
   * matches nothing here.
   */
  private void forget(byte[] key) {
    String promptId = new String(key, StandardCharsets.UTF_8);
    if (store().get(promptId) != null) {
      held().releaseAll(promptId, row -> write(key, row));
      store().delete(promptId);
    }
  }

  private void bury(Record<byte[], byte[]> record, RecordMetadata metadata, Bad<Candidate> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    DeadLetters deadLetters = new DeadLetters(STAGE, this::now);
    forward(
        DeadLetters.key(record.key()),
        deadLetters.of(place, record.key(), record.value(), bad),
        VerifierTopology.DEAD_LETTERS_SINK);
  }

  private void write(byte[] key, Sample row) {
    forward(key, row, VerifierTopology.sinkOf(row.getOutcome()));
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

  private HeldRows held() {
    return Objects.requireNonNull(heldRows, "not initialized");
  }
}

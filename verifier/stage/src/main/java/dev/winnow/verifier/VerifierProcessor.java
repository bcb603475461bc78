package dev.winnow.verifier;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.verifier.Judge.Judgement;
import dev.winnow.verifier.SeenResponses.Seen;
import dev.winnow.verifier.check.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
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
 *   <li>Forgets the prompt whose record has no value, because the planner has forgotten it.
 *   <li>Sends records that are not candidates to the dead letters.
 *   <li>Repeats the verdict on a candidate whose id already has one, because the reader may never
 *       have seen it. The rest of the candidate is dropped.
 *   <li>Judges, stores the verdict, and writes it.
 *   <li>Writes the sample; holds an accepted one of a round that may accept more than are wanted.
 *   <li>When all candidates of the round are judged, selects among the held samples and writes
 *       them.
 * </ol>
 *
 * Streams commits input, stores and outputs in one transaction, so each candidate id gets exactly
 * one row, and all its verdicts are the same.
 *
 * <p>A candidate that was sent before its prompt was ordered gets a row and a verdict like any
 * other; the planner does not wait for that. When the ordered one arrives, the verdict is repeated,
 * so the prompt continues; the audit reports the row as not ordered.
 *
 * <p>Each candidate tests whether its own round is complete, so candidates of one round need not
 * agree on it: see {@link HeldRows} for why no row is lost or doubled then. A candidate without a
 * selection may still be the last of a round (a worker that does not know the field drops it). It
 * tests the round of the prompt's first held row, which is the only open one, because the planner
 * waits for a round before it orders the next.
 */
final class VerifierProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private static final String STAGE = VerifierStage.NAME;

  private final KafkaConnection connection;
  private final Decoder<Candidate> candidates;
  private final Judge judge;
  private @Nullable KeyValueStore<String, byte[]> judgedStore;
  private @Nullable HeldRows heldRows;
  private @Nullable KeptVerdicts keptVerdicts;
  private @Nullable SeenResponses seenResponses;
  private boolean adopted;

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
    KeptVerdicts kept =
        new KeptVerdicts(
            context.getStateStore(VerifierTopology.KEPT),
            connection.registry(),
            connection.topics().verdicts());
    keptVerdicts = kept;
    heldRows =
        new HeldRows(
            context.getStateStore(VerifierTopology.HELD), connection.registry(), accepted, kept);
    seenResponses = new SeenResponses(context.getStateStore(VerifierTopology.SEEN));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    if (!adopted) {
      held().adoptOldKeys();
      adopted = true;
    }
    if (record.value() == null && record.key() != null) {
      forget(record.key());
      return;
    }
    switch (candidates.decode(metadata.topic(), record.value())) {
      case Bad<Candidate> bad -> sendToDeadLetters(record, metadata, bad);
      case Good<Candidate> good -> {
        Optional<Bad<Candidate>> bad = CandidateRules.broken(record, good.value());
        if (bad.isPresent()) {
          sendToDeadLetters(record, metadata, bad.get());
        } else {
          take(record.key(), good.value(), record.value().length);
        }
      }
    }
  }

  private void take(byte[] key, Candidate candidate, int bytes) {
    String promptId = candidate.getPrompt().getId();
    byte[] known = store().get(promptId);
    JudgedIndices judged = known == null ? JudgedIndices.NONE : JudgedIndices.fromBytes(known);
    if (judged.has(candidate.getIndex())) {
      kept().of(promptId, candidate.getIndex()).ifPresent(verdict -> write(key, verdict));
      return;
    }
    int excess = RowSize.excess(candidate, bytes);
    JudgedIndices after =
        excess > 0
            ? settle(key, RowSize.cut(candidate, excess), judge.tooLong(), judged)
            : settle(key, candidate, judge.judge(candidate), judged);
    candidate
        .getSelection()
        .or(() -> held().firstRound(promptId))
        .filter(after::hasAll)
        .ifPresent(round -> held().release(promptId, round, row -> write(key, row)));
  }

  /** Stores and writes the result of a candidate that arrives for the first time. */
  private JudgedIndices settle(
      byte[] key, Candidate candidate, Judgement alone, JudgedIndices before) {
    String promptId = candidate.getPrompt().getId();
    Bytes response = SeenResponses.key(promptId, candidate.getResponse());
    boolean given = Response.isGiven(candidate);
    Seen seen = given ? seen().of(response) : Seen.NEVER;
    Judgement judgement = withRepeats(candidate, alone, seen);
    Verdict verdict = Rows.verdict(candidate, judgement, seen.count(), now());
    JudgedIndices after = before.plus(candidate.getIndex(), verdict.getOutcome());
    store().put(promptId, after.toBytes());
    if (given) {
      seen().put(response, seen.again(verdict.getOutcome() == Outcome.ACCEPTED));
    }
    kept().keep(verdict);
    write(key, verdict);
    writeOrHold(key, candidate, Rows.sample(candidate, verdict, seen.count(), after.passRate()));
    return after;
  }

  /** Accepts each response once, unless the recipe allows repetitions. */
  private static Judgement withRepeats(Candidate candidate, Judgement alone, Seen seen) {
    boolean repeats =
        alone.finding().outcome() == Outcome.ACCEPTED
            && seen.accepted()
            && !candidate.getCheck().getAcceptIdentical();
    return repeats ? alone.withheld(Reason.IDENTICAL) : alone;
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
   * Rows are held only for known prompts, and only legal ids are known. A key that is not an id
   * matches nothing, and bytes that are not text could be mistaken for an id.
   */
  private void forget(byte[] key) {
    String promptId = new String(key, StandardCharsets.UTF_8);
    boolean isText = Arrays.equals(promptId.getBytes(StandardCharsets.UTF_8), key);
    if (isText && store().get(promptId) != null) {
      held().releaseAll(promptId, row -> write(key, row));
      kept().forget(promptId);
      seen().forget(promptId);
      store().delete(promptId);
    }
  }

  private void sendToDeadLetters(
      Record<byte[], byte[]> record, RecordMetadata metadata, Bad<Candidate> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    DeadLetters deadLetters = new DeadLetters(STAGE, this::now);
    forward(
        DeadLetters.key(record.key()),
        deadLetters.of(place, record.key(), record.value(), bad),
        VerifierTopology.DEAD_LETTERS_SINK);
  }

  private void write(byte[] key, Verdict verdict) {
    forward(key, verdict, VerifierTopology.VERDICTS_SINK);
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

  private KeptVerdicts kept() {
    return Objects.requireNonNull(keptVerdicts, "not initialized");
  }

  private SeenResponses seen() {
    return Objects.requireNonNull(seenResponses, "not initialized");
  }
}

package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.Verdict;
import dev.winnow.verifier.recipe.Judgement;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stores and writes the result of each candidate, once.
 *
 * <ol>
 *   <li>Stores the verdict, and writes it.
 *   <li>Writes the sample; holds an accepted one of a round that may accept more than are wanted.
 *   <li>When all candidates of the round are judged, selects among the held samples and writes
 *       them.
 * </ol>
 *
 * <p>Each candidate tests whether its own round is complete, so candidates of one round need not
 * agree on it: see {@link HeldRows} for why no row is lost or doubled then. A candidate without a
 * selection may still be the last of a round (a worker that does not know the field drops it). It
 * tests the round of the prompt's first held row, which is the only open one, because the planner
 * waits for a round before it orders the next.
 */
final class JudgedCandidates {
  private final KeyValueStore<String, byte[]> judged;
  private final KeptVerdicts kept;
  private final HeldRows held;
  private final VerifierOutput output;

  /**
   * @param judged which indices of each prompt have a verdict
   */
  JudgedCandidates(
      KeyValueStore<String, byte[]> judged,
      KeptVerdicts kept,
      HeldRows held,
      VerifierOutput output) {
    this.judged = judged;
    this.kept = kept;
    this.held = held;
    this.output = output;
  }

  /** Returns whether any candidate of this prompt has a verdict. */
  boolean knows(String promptId) {
    return judged.get(promptId) != null;
  }

  /**
   * Writes the verdict on a candidate once more, because the reader may never have seen it. Nothing
   * is written where it is older than the store of verdicts.
   */
  void repeat(String promptId, int index) {
    kept.of(promptId, index).ifPresent(output::write);
  }

  /**
   * Stores and writes the result of a candidate that has none.
   *
   * @param before what is judged of its prompt, as {@link #of} returns it
   */
  void settle(JudgedIndices before, Candidate candidate, Judgement judgement, int identicalBefore) {
    String promptId = candidate.getPrompt().getId();
    Verdict verdict = Rows.verdict(candidate, judgement, identicalBefore, output.now());
    JudgedIndices after = before.plus(candidate.getIndex(), verdict.getOutcome());
    judged.put(promptId, after.toBytes());
    kept.keep(verdict);
    output.write(verdict);
    writeOrHold(
        candidate, Rows.sample(candidate, judgement, verdict, identicalBefore, after.passRate()));
    candidate
        .getSelection()
        .or(() -> held.firstRound(promptId))
        .filter(after::hasAll)
        .ifPresent(round -> held.release(promptId, round, output::write));
  }

  private void writeOrHold(Candidate candidate, Sample row) {
    Optional<Selection> selection = candidate.getSelection();
    if (selection.isPresent() && row.getOutcome() == Outcome.ACCEPTED) {
      held.hold(row, selection.get());
    } else {
      output.write(row);
    }
  }

  /** Writes what is held of a prompt, and forgets it. */
  void forget(String promptId) {
    held.releaseAll(promptId, output::write);
    kept.forget(promptId);
    judged.delete(promptId);
  }

  /** Returns which candidates of this prompt have a verdict. */
  JudgedIndices of(String promptId) {
    byte[] known = judged.get(promptId);
    return known == null ? JudgedIndices.NONE : JudgedIndices.fromBytes(known);
  }
}

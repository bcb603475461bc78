package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Verdict;
import dev.winnow.verifier.recipe.Judgement;
import org.apache.kafka.streams.state.KeyValueStore;

/** Stores and writes the verdict and the row of each candidate, once. */
final class JudgedCandidates {
  private final KeyValueStore<String, byte[]> judged;
  private final KeptVerdicts kept;
  private final VerifierOutput output;

  /**
   * @param judged which indices of each prompt have a verdict
   */
  JudgedCandidates(KeyValueStore<String, byte[]> judged, KeptVerdicts kept, VerifierOutput output) {
    this.judged = judged;
    this.kept = kept;
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
    output.write(Rows.sample(candidate, judgement, verdict, identicalBefore, after.passRate()));
  }

  /** Stores that a candidate is held until its round is in. */
  void hold(JudgedIndices before, String promptId, int index) {
    judged.put(promptId, before.holding(index).toBytes());
  }

  /** Stores that a candidate is no longer held, and returns what is judged of its prompt. */
  JudgedIndices release(String promptId, int index) {
    JudgedIndices after = of(promptId).released(index);
    judged.put(promptId, after.toBytes());
    return after;
  }

  /** Forgets a prompt. */
  void forget(String promptId) {
    kept.forget(promptId);
    judged.delete(promptId);
  }

  /** Returns which candidates of this prompt have a verdict. */
  JudgedIndices of(String promptId) {
    byte[] known = judged.get(promptId);
    return known == null ? JudgedIndices.NONE : JudgedIndices.fromBytes(known);
  }
}

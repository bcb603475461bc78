package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import java.util.stream.Stream;

/**
 * Proposes pairs of one prompt's responses. A proposal that breaks a rule of {@link PairRules}, or
 * repeats two responses that are a pair already, is left out, and the next one takes its place.
 *
 * <p>Implementations are thread-safe and deterministic: equal arguments give the same proposals, so
 * that a pass that runs again after a failure writes the same pairs. They keep no state between
 * calls.
 */
@FunctionalInterface
public interface PairPolicy {
  /**
   * Returns proposals, the best first. {@link Pairing}, the only caller, reads them lazily until it
   * has the pairs that the recipe wants, and at most 1,000 for each of its {@code per_prompt}. So
   * the stream may be infinite. It must be sequential, and must not need to be closed, because
   * nothing closes it.
   *
   * <p>An exception stops the curator's thread. The record that completed the prompt is then
   * processed again, and is sent to the dead letters when it fails again.
   *
   * @param pool the responses, in index order and with distinct texts; may have no accepted one, no
   *     rejected one, or none at all. Each has a score if {@link PairPlugin#needsScores}, otherwise
   *     it may have none. The recipe's length penalty is subtracted already. Both responses of a
   *     proposal are taken from here, unchanged
   * @param draws the only permitted source of randomness
   */
  Stream<PairChoice> propose(PairPool pool, CandidateDraws draws);
}

package dev.winnow.curator.pair;

import dev.winnow.curator.group.CandidateDraws;
import java.util.stream.Stream;

/**
 * Proposes pairs of one prompt's responses. What is proposed and breaks a rule of {@link PairRules}
 * is left out, and the next proposal takes its place. Implementations are pure and thread-safe.
 */
@FunctionalInterface
public interface PairPolicy {
  /** Returns proposals, the best first; only as many are computed as are read. */
  Stream<PairChoice> propose(PairPool pool, CandidateDraws draws);
}

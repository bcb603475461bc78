package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import java.util.Optional;

/**
 * The indices of a round's candidates.
 *
 * @param number of the round, counted from 1
 * @param first index of its first candidate
 * @param size number of its candidates, at least 1
 */
record RoundSpan(int number, int first, int size) {
  /** Returns the round of a candidate; empty when its record does not say how large it is. */
  static Optional<RoundSpan> of(Candidate candidate) {
    return candidate.getRoundSize() > 0
        ? Optional.of(
            new RoundSpan(
                candidate.getRound(), candidate.getRoundFirstIndex(), candidate.getRoundSize()))
        : Optional.empty();
  }

  int end() {
    return first + size;
  }
}

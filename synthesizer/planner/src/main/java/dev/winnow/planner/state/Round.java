package dev.winnow.planner.state;

import java.util.BitSet;

/**
 * The round that a prompt is in. The bitmap is never changed in place.
 *
 * @param first index of its first candidate
 * @param leased whether its candidates come out of a quota lease, so that their use is reported
 * @param tokens generated for its judged candidates, by sampling and by scorers
 * @param scoring indices of candidates that are sampled and wait for their scores
 * @param attempt the latest order of its missing candidates
 */
public record Round(int first, boolean leased, long tokens, BitSet scoring, Attempt attempt) {
  static Round first(int first, boolean leased, long now) {
    return new Round(first, leased, 0, new BitSet(), Attempt.first(now));
  }

  /** Returns the round in which this candidate is sampled and waits for its scores. */
  Round sampled(int index, long now) {
    return new Round(first, leased, tokens, with(index, true), attempt.heard(now));
  }

  /** Returns the round in which this candidate has its verdict. */
  Round judged(int index, long moreTokens, long now) {
    BitSet left = scoring.get(index) ? with(index, false) : scoring;
    return new Round(first, leased, tokens + moreTokens, left, attempt.heard(now));
  }

  Round again(long now) {
    return with(attempt.next(now));
  }

  Round wasOvertaken() {
    return with(attempt.wasOvertaken());
  }

  /** Its missing candidates are ordered anew, after the prompt had failed. */
  Round reopened(long now) {
    return new Round(first, false, 0, scoring, Attempt.first(now));
  }

  private BitSet with(int index, boolean isScoring) {
    BitSet changed = (BitSet) scoring.clone();
    changed.set(index, isScoring);
    return changed;
  }

  private Round with(Attempt other) {
    return new Round(first, leased, tokens, scoring, other);
  }
}

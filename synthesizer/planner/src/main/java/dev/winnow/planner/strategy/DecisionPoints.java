package dev.winnow.planner.strategy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers of candidates at which a prompt may be looked at: every one at first, then in steps of
 * about 7 %, the last is the candidate cap. So few looks suffice, and a table of them stays small.
 */
final class DecisionPoints {
  private static final double STEP = 1.07;

  /** Which of the following decision points a round may end at: near ones all, far ones some. */
  private static final int[] STRIDES = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32};

  private final int[] counts;

  private DecisionPoints(int[] counts) {
    this.counts = counts;
  }

  static DecisionPoints upTo(int maxCandidates, int maxRound) {
    return new DecisionPoints(
        IntStream.iterate(
                0,
                count -> count <= maxCandidates,
                count -> count == maxCandidates ? count + 1 : after(count, maxCandidates, maxRound))
            .toArray());
  }

  private static int after(int count, int maxCandidates, int maxRound) {
    int step = Math.clamp((int) (count * (STEP - 1)), 1, maxRound);
    return Math.min(maxCandidates, count + step);
  }

  int size() {
    return counts.length;
  }

  int count(int index) {
    return counts[index];
  }

  /** Returns the first milestone that is not before this count; the last for any beyond it. */
  int atOrAfter(int count) {
    int found = Arrays.binarySearch(counts, count);
    return Math.min(counts.length - 1, found >= 0 ? found : -found - 1);
  }

  /** Returns the indices of the points at which a round from this one may end. */
  IntStream ends(int index, int maxRound) {
    return Arrays.stream(STRIDES)
        .map(stride -> index + stride)
        .takeWhile(end -> end < counts.length && counts[end] - counts[index] <= maxRound);
  }
}

package dev.winnow.verifier;

import dev.winnow.schemas.Selection;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects the wanted number of a round's accepted candidates at random: a pure function of the
 * candidates' seeds, so that the same recipe seed selects the same candidates, in whatever order
 * they were judged.
 */
final class Selector {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private static final Comparator<Accepted> RANK =
      Comparator.comparingLong((Accepted candidate) -> mix(candidate.seed()))
          .thenComparingInt(Accepted::index);

  private Selector() {}

  /** An accepted candidate of the round, with its index and seed. */
  record Accepted(int index, long seed) {}

  /**
   * Returns the selected indices.
   *
   * @param accepted all accepted candidates of the round, at most as many as the round has
   * @param rejected number of rejected candidates of the round; undecided ones carry no information
   *     about the prompt
   */
  static Set<Integer> selected(Selection selection, Collection<Accepted> accepted, int rejected) {
    return accepted.stream()
        .sorted(RANK)
        .limit(wanted(selection, accepted.size(), rejected))
        .map(Accepted::index)
        .collect(Collectors.toSet());
  }

  /** Returns the number of candidates wanted from a round with this many accepted and rejected. */
  private static long wanted(Selection selection, int accepted, int rejected) {
    if (!selection.getInProportion()) {
      return selection.getWanted();
    }
    long judged = Math.max(1L, (long) accepted + rejected);
    return Math.max(1, Math.ceilDiv((long) selection.getWanted() * rejected, judged));
  }

  /**
   * The SplitMix64 finalizer (Steele, Lea and Flood, OOPSLA 2014) makes the rank independent of
   * consecutive seeds, and maps different seeds to different values.
   */
  private static long mix(long seed) {
    long z = seed + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

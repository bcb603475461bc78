package dev.winnow.verifier;

import dev.winnow.schemas.FailRateShare;
import dev.winnow.schemas.Selection;
import dev.winnow.schemas.SplitMix64;
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
  /** The rank is independent of consecutive seeds; different seeds have different ranks. */
  private static final Comparator<Accepted> RANK =
      Comparator.comparingLong((Accepted candidate) -> SplitMix64.first(candidate.seed()))
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
  private static int wanted(Selection selection, int accepted, int rejected) {
    return selection.getInProportion()
        ? FailRateShare.of(selection.getWanted(), rejected, accepted + rejected)
        : selection.getWanted();
  }
}

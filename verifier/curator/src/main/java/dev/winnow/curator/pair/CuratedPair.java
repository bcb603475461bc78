package dev.winnow.curator.pair;

import dev.winnow.schemas.PairAction;

/**
 * A pair that keeps the rules.
 *
 * @param choice the two responses, after a flip
 * @param strength of the preference as the policy had it, before a flip
 * @param similarity estimated Jaccard index of the word 3-grams, 0 to 1
 */
public record CuratedPair(
    PairChoice choice, Strength strength, PairAction action, double similarity) {
  /** Returns the id of the pair, unique over all pairs. */
  public String id() {
    return "%s/%d-%d"
        .formatted(choice.chosen().promptId(), choice.chosen().index(), choice.rejected().index());
  }
}

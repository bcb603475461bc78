package dev.winnow.curator.pair;

import dev.winnow.curator.group.Distinctness;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.schemas.PairAction;
import dev.winnow.schemas.similar.MinHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rules that every pair keeps, whatever policy proposed it:
 *
 * <ul>
 *   <li>the chosen response was accepted, and the texts differ;
 *   <li>where scores order, both have one, and the chosen one's is higher, by at least the least
 *       margin;
 *   <li>where the outcome orders, the rejected one was rejected;
 *   <li>the texts are not more similar than is allowed.
 * </ul>
 *
 * Then the strength of the preference decides whether the pair is kept, softened, flipped or
 * dropped. A pair is not flipped if its worse response was rejected: that would teach what the
 * verifier refused. Not thread-safe; one instance serves one prompt.
 */
final class PairRules {
  private final PairSettings settings;
  private final boolean orderByScore;
  private final Map<RatedResponse, MinHash> signatures = new HashMap<>();

  PairRules(PairSettings settings, boolean orderByScore) {
    this.settings = settings;
    this.orderByScore = orderByScore;
  }

  /** Returns the pair as it is made; empty if it breaks a rule or is dropped. */
  Optional<CuratedPair> apply(PairChoice proposed) {
    if (!proposed.chosen().isAccepted()
        || proposed.chosen().text().equals(proposed.rejected().text())
        || !isOrdered(proposed)) {
      return Optional.empty();
    }
    double similarity = signature(proposed.chosen()).similarity(signature(proposed.rejected()));
    if (similarity > settings.maxSimilarity()) {
      return Optional.empty();
    }
    return withStrength(proposed, similarity);
  }

  private boolean isOrdered(PairChoice pair) {
    OptionalDouble margin = pair.margin();
    if (orderByScore) {
      return margin.isPresent()
          && margin.getAsDouble() > 0
          && margin.getAsDouble() >= settings.minMargin();
    }
    return !pair.rejected().isAccepted()
        && (settings.minMargin() == 0
            || (margin.isPresent() && margin.getAsDouble() >= settings.minMargin()));
  }

  private Optional<CuratedPair> withStrength(PairChoice pair, double similarity) {
    Strength strength = Strength.of(pair);
    if (strength.votes() == 0) {
      return Optional.of(new CuratedPair(pair, strength, PairAction.KEEP, similarity));
    }
    if (isBelow(strength, settings.flipBelow())) {
      return pair.rejected().isAccepted()
          ? Optional.of(new CuratedPair(pair.flipped(), strength, PairAction.FLIPPED, similarity))
          : Optional.empty();
    }
    if (isBelow(strength, settings.dropBelow())) {
      return Optional.empty();
    }
    PairAction action =
        isBelow(strength, settings.softenBelow()) ? PairAction.SOFTEN : PairAction.KEEP;
    return Optional.of(new CuratedPair(pair, strength, action, similarity));
  }

  private static boolean isBelow(Strength strength, Optional<Double> limit) {
    return limit.isPresent() && strength.mean() < limit.get();
  }

  private MinHash signature(RatedResponse response) {
    return signatures.computeIfAbsent(
        response, some -> MinHash.of(some.text(), Distinctness.SHINGLE_WORDS));
  }
}

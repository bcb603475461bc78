package dev.winnow.verifier.recipe;

import dev.winnow.schemas.ScoredBy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the scorers say of a candidate.
 *
 * @param values finite scores by name
 * @param score the recipe's score, finite
 * @param by the scorers that were asked, in the order of the recipe
 */
public record ScoreSummary(Map<String, Double> values, Optional<Double> score, List<ScoredBy> by) {
  /** No scorer was asked. */
  public static final ScoreSummary NONE = new ScoreSummary(Map.of(), Optional.empty(), List.of());

  public ScoreSummary {
    values = Map.copyOf(values);
    by = List.copyOf(by);
  }

  /** Returns the first scorer that failed, in the order of the recipe. */
  public Optional<ScoredBy> failed() {
    return by.stream().filter(scorer -> scorer.getFailureCode().isPresent()).findFirst();
  }
}

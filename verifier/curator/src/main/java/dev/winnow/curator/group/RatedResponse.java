package dev.winnow.curator.group;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A response with what the verifier said of it.
 *
 * @param promptId id of its prompt
 * @param index index of its candidate
 * @param text the response
 * @param isAccepted whether the verifier accepted it; otherwise it rejected it
 * @param score the recipe's score, higher is better; empty if it has none
 * @param scores the scores by name; empty if it was not scored
 * @param tokens number of tokens, at least 0
 */
public record RatedResponse(
    String promptId,
    int index,
    String text,
    boolean isAccepted,
    OptionalDouble score,
    Map<String, Double> scores,
    int tokens) {
  /** The order by prompt, then by index, which does not depend on the order of arrival. */
  public static final Comparator<RatedResponse> BY_ID =
      Comparator.comparing(RatedResponse::promptId).thenComparingInt(RatedResponse::index);

  private static final Comparator<RatedResponse> BEST_FIRST =
      Comparator.<RatedResponse>comparingDouble(
              response -> response.score().orElse(Double.NEGATIVE_INFINITY))
          .reversed()
          .thenComparing(BY_ID);

  public RatedResponse {
    scores = Map.copyOf(scores);
  }

  /** Returns the responses, the highest score first, those without one last, equal ones by id. */
  public static List<RatedResponse> bestFirst(List<RatedResponse> responses) {
    return responses.stream().sorted(BEST_FIRST).toList();
  }

  /** Returns the score; to be called only where policies have been promised one. */
  public double rating() {
    return score.orElseThrow(
        () -> new IllegalStateException("candidate %s/%d has no score".formatted(promptId, index)));
  }

  /** Returns the same with another score. */
  public RatedResponse rated(OptionalDouble other) {
    return new RatedResponse(promptId, index, text, isAccepted, other, scores, tokens);
  }
}

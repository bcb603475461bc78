package dev.winnow.worker;

import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules for a request, checked before an engine sees it, because anyone may write to the topic.
 */
final class SamplingRequestRules {
  private SamplingRequestRules() {}

  /** Returns why a request must not be sampled; empty where it may be. */
  static Optional<Bad<SamplingRequest>> refusal(SamplingRequest request) {
    List<Violation> violations = violations(request);
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(new Bad<>("INVALID_SAMPLING_REQUEST", Violation.join(violations)));
  }

  private static List<Violation> violations(SamplingRequest request) {
    List<Violation> violations = new ArrayList<>(PromptRules.violations(request.getPrompt()));
    violations.addAll(RecipeRules.violations(request.getSampling()));
    if (request.getCount() < 1 || request.getCount() > RecipeRules.MAX_ROUND) {
      violations.add(
          new Violation(
              "count",
              "want 1 to %d, not %d".formatted(RecipeRules.MAX_ROUND, request.getCount())));
    }
    if (request.getFirstIndex() < 0
        || request.getFirstIndex() > RecipeRules.MAX_CANDIDATES - request.getCount()) {
      violations.add(
          new Violation(
              "first_index",
              "indices must lie in 0 to %d, not %d and following"
                  .formatted(RecipeRules.MAX_CANDIDATES - 1, request.getFirstIndex())));
    }
    return violations;
  }
}

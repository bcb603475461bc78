package dev.winnow.planner;

import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the planner's input must keep to though it is well-formed: anyone may write to a topic. */
final class InputRules {
  private InputRules() {}

  /** Returns the first rule that this prompt breaks; empty when it may be planned. */
  static Optional<Bad<?>> broken(byte @Nullable [] key, Prompt prompt) {
    List<Violation> violations = PromptRules.violations(prompt);
    return violations.isEmpty()
        ? misplaced(key, prompt.getId())
        : Optional.of(new Bad<>("INVALID_PROMPT", Violation.join(violations)));
  }

  /** Returns the first rule that this verdict breaks; empty when it may count. */
  static Optional<Bad<?>> broken(byte @Nullable [] key, Verdict verdict) {
    return outside("INVALID_VERDICT", "index", verdict.getIndex(), RecipeRules.MAX_CANDIDATES - 1)
        .or(() -> outside("INVALID_VERDICT", "tokens", verdict.getTokens(), Integer.MAX_VALUE))
        .or(() -> misplaced(key, verdict.getPromptId()));
  }

  /** Returns the first rule that this notice breaks; empty when it may count. */
  static Optional<Bad<?>> broken(byte @Nullable [] key, ScoringStarted started) {
    return outside("INVALID_NOTICE", "index", started.getIndex(), RecipeRules.MAX_CANDIDATES - 1)
        .or(() -> misplaced(key, started.getPromptId()));
  }

  /** Returns the first rule that this quota lease breaks; empty when its partition may use it. */
  static Optional<Bad<?>> broken(byte @Nullable [] key, QuotaLease lease, int partition) {
    if (lease.getPartition() != partition || !Keys.isKey(key, lease.getRecipe())) {
      return Optional.of(
          new Bad<>(
              "KEY_MISMATCH",
              "a quota lease must have its recipe, '%s', as its key, and be on its partition, %d"
                  .formatted(lease.getRecipe(), lease.getPartition())));
    }
    return outside(
        "INVALID_QUOTA_LEASE", "candidates", lease.getCandidates(), PartitionLeases.MAX_WANTED);
  }

  private static Optional<Bad<?>> outside(String code, String field, int value, int most) {
    return Violation.outside(field, value, 0, most)
        .map(violation -> new Bad<>(code, violation.toString()));
  }

  private static Optional<Bad<?>> misplaced(byte @Nullable [] key, String promptId) {
    return Keys.mismatch(key, promptId).map(Function.identity());
  }
}

package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Trial;
import dev.winnow.schemas.rules.PromptRules;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;

/** What a trial must keep to before an engine sees it: anyone may write to the topic. */
final class TrialRules {
  private TrialRules() {}

  static List<Violation> violations(Trial trial) {
    List<Violation> violations = new ArrayList<>(PromptRules.violations(trial.getPrompt()));
    violations.addAll(RecipeRules.violations(trial.getSampling()));
    if (trial.getCount() < 1 || trial.getCount() > RecipeRules.MAX_ROUND) {
      violations.add(
          new Violation(
              "count", "want 1 to %d, not %d".formatted(RecipeRules.MAX_ROUND, trial.getCount())));
    }
    if (trial.getFirstIndex() < 0
        || trial.getFirstIndex() > RecipeRules.MAX_TRIALS - trial.getCount()) {
      violations.add(
          new Violation(
              "first_index",
              "indices must lie in 0 to %d, not %d and following"
                  .formatted(RecipeRules.MAX_TRIALS - 1, trial.getFirstIndex())));
    }
    return violations;
  }
}

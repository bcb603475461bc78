package dev.winnow.ops.reverify;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.rules.ScorerCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the scorers of a recipe may be asked again about candidates that were judged. */
public final class ScorerPermission {
  private ScorerPermission() {}

  /**
   * Returns why the scorers of this recipe may not be asked again; empty when they may.
   *
   * @param allowed names of the scorers that a person allows although their scores are not
   *     repeatable
   */
  public static Optional<String> refusal(Recipe recipe, Set<String> allowed, ScorerCatalog types) {
    Set<String> unknown = new TreeSet<>(allowed);
    List<String> refused = new ArrayList<>();
    for (Scorer scorer : recipe.getVerification().getScorers()) {
      if (!unknown.remove(scorer.getName()) && !types.isRepeatable(scorer)) {
        refused.add(scorer.getName());
      }
    }
    if (!unknown.isEmpty()) {
      return Optional.of("the recipe '%s' has no scorer %s".formatted(recipe.getName(), unknown));
    }
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s may give the same candidate another score each time; allow it with --allow-scorer %s"
                .formatted(refused, String.join(" --allow-scorer ", refused)));
  }
}

package dev.winnow.producers.gateway;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The rules for a recipe in addition to those for all recipes: its check is installed, and its pool
 * is one that the operator allows.
 *
 * @param pools pools that recipes may name; empty for any
 */
record RecipeAdmission(CheckCatalog checks, Set<String> pools) {
  List<Violation> violations(Recipe recipe) {
    List<Violation> violations = new ArrayList<>(checks.violations(recipe.getCheck()));
    if (!pools.isEmpty() && !pools.contains(recipe.getPool())) {
      violations.add(
          new Violation(
              "pool",
              "pool '%s' is not allowed here; allowed are %s"
                  .formatted(
                      recipe.getPool(), String.join(", ", pools.stream().sorted().toList()))));
    }
    return violations;
  }
}

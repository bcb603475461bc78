package dev.winnow.producers.gateway;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.AllocationCatalog;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a recipe must keep to beside the rules that all recipes keep to: its check and its strategy
 * are installed, and its pool is one of the operator's.
 *
 * @param checks of the verifier
 * @param allocations of the planner, which the reader of recipes holds them to
 * @param pools that recipes may name; empty for any
 */
record RecipeAdmission(CheckCatalog checks, AllocationCatalog allocations, Set<String> pools) {
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

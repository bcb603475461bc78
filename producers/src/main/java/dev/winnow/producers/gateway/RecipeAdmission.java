package dev.winnow.producers.gateway;

import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.List;
import java.util.Set;

/**
 * What a recipe must keep to at a gateway.
 *
 * @param catalog what recipes may name, which the reader of recipes holds them to
 * @param pools that recipes may name; empty for any
 */
record RecipeAdmission(RecipeCatalog catalog, Set<String> pools) {
  List<Violation> violations(Recipe recipe) {
    if (pools.isEmpty() || pools.contains(recipe.getPool())) {
      return List.of();
    }
    return List.of(
        new Violation(
            "pool",
            "pool '%s' is not allowed here; allowed are %s"
                .formatted(recipe.getPool(), String.join(", ", pools.stream().sorted().toList()))));
  }
}

package dev.winnow.ops.console.action;

import dev.winnow.ops.reverify.PublishedRecipes;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.rules.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Publishes a recipe with one thing changed. It is read from its topic first, so that nothing else
 * changes; where another version is there than the one that a person has seen, nothing is done.
 *
 * @param name such as {@code pause}
 * @param seen version that the person has seen; empty if any may be changed
 * @param change returns the changed recipe
 * @param effects says in words what the change of the first recipe into the second does
 */
record RecipeChange(
    KafkaConnection connection,
    String name,
    String recipe,
    Optional<String> seen,
    UnaryOperator<Recipe> change,
    Function<Recipes, List<String>> effects)
    implements OperatorAction {
  /** The recipe before and after the change. */
  record Recipes(Recipe before, Recipe after) {}

  @Override
  public String target() {
    return recipe;
  }

  @Override
  public ActionResult preview() {
    return result(recipes());
  }

  @Override
  public ActionResult run() throws Exception {
    Recipes recipes = recipes();
    ActionResult result = result(recipes);
    if (result.changes()) {
      try (Publisher publisher = new Publisher(connection)) {
        publisher.publish(recipes.after()).get();
      }
    }
    return result;
  }

  private ActionResult result(Recipes recipes) {
    boolean changes = !recipes.before().equals(recipes.after());
    List<String> words =
        changes
            ? effects.apply(recipes)
            : List.of("Nothing changes: the recipe is like this already.");
    return new ActionResult(words, changes, recipes.before().getVersion(), null);
  }

  private Recipes recipes() {
    Recipe before = PublishedRecipes.require(connection, recipe);
    if (seen.filter(version -> !version.equals(before.getVersion())).isPresent()) {
      throw new IllegalArgumentException(
          "recipe '%s' has version %s now, not %s: look at it again"
              .formatted(recipe, before.getVersion(), seen.get()));
    }
    Recipe after = change.apply(Recipe.newBuilder(before).build());
    after.setVersion(ContentHash.ofRecipe(after));
    List<Violation> violations = RecipeRules.violations(after);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(Violation.join(violations));
    }
    if (!before.equals(after)) {
      after.setPublishedAt(Instant.now());
    }
    return new Recipes(before, after);
  }
}

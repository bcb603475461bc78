package dev.winnow.ops.console.action;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of a recipe that an operator makes while it runs. */
public final class RecipeChanges {
  private static final Budget NONE = new Budget(null, null, null, null);

  private RecipeChanges() {}

  /** Returns the action that stops the ordering of candidates for a recipe. */
  public static OperatorAction pause(
      KafkaConnection connection, String recipe, Optional<String> seen) {
    return new RecipeChange(
        connection,
        "pause",
        recipe,
        seen,
        before -> paused(before, true),
        recipes ->
            List.of(
                "No further candidates are ordered for recipe '%s'.".formatted(recipe),
                "Candidates that are on order are sampled and judged, and their prompts then wait"
                    + " with the reason RECIPE_PAUSED.",
                "Nothing ends and nothing is lost. 'resume' lets the prompts go on; so does"
                    + " publishing the recipe from a file without 'paused: true'."));
  }

  /** Returns the action that lets a paused recipe go on. */
  public static OperatorAction resume(
      KafkaConnection connection, String recipe, Optional<String> seen) {
    return new RecipeChange(
        connection,
        "resume",
        recipe,
        seen,
        before -> paused(before, false),
        recipes -> List.of("The prompts of recipe '%s' go on where they stood.".formatted(recipe)));
  }

  /**
   * Returns the action that sets the limits of a recipe. Limits that are left out stay as they are.
   */
  public static OperatorAction budget(
      KafkaConnection connection, String recipe, Optional<String> seen, Budget wanted) {
    return new RecipeChange(
        connection,
        "budget",
        recipe,
        seen,
        before -> {
          before.setBudget(merged(before.getBudget().orElse(NONE), wanted));
          return before;
        },
        RecipeChanges::words);
  }

  private static Recipe paused(Recipe recipe, boolean paused) {
    recipe.setPaused(paused);
    return recipe;
  }

  private static Budget merged(Budget before, Budget wanted) {
    return new Budget(
        wanted.getCandidates().or(before::getCandidates).orElse(null),
        wanted.getTokens().or(before::getTokens).orElse(null),
        wanted.getCandidatesPerHour().or(before::getCandidatesPerHour).orElse(null),
        wanted.getTokensPerHour().or(before::getTokensPerHour).orElse(null));
  }

  private static List<String> words(RecipeChange.Recipes recipes) {
    Budget before = recipes.before().getBudget().orElse(NONE);
    Budget after = recipes.after().getBudget().orElse(NONE);
    List<String> words = new ArrayList<>();
    say("candidates in all", before.getCandidates(), after.getCandidates(), words);
    say("tokens in all", before.getTokens(), after.getTokens(), words);
    say("candidates an hour", before.getCandidatesPerHour(), after.getCandidatesPerHour(), words);
    say("tokens an hour", before.getTokensPerHour(), after.getTokensPerHour(), words);
    words.add(
        "The recipe gets a new version, %s. Prompts that ended because the budget was spent go on"
                .formatted(recipes.after().getVersion())
            + " where it is larger.");
    if (recipes.before().getBudget().isEmpty()) {
      words.add("What was ordered before counts only if the recipe had a budget then.");
    }
    return words;
  }

  private static void say(
      String limit, Optional<Long> before, Optional<Long> after, List<String> words) {
    if (!before.equals(after)) {
      String old = before.map("%,d"::formatted).orElse("no limit");
      words.add("Limit of %s: %s becomes %,d.".formatted(limit, old, after.orElseThrow()));
      if (before.filter(limitBefore -> limitBefore > after.orElseThrow()).isPresent()) {
        words.add("That is less than before: prompts may end sooner.");
      }
    }
  }
}

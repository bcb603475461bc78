package dev.winnow.producers.gateway;

import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the readers of prompts, which refuse what the command line refuses: what the recipe's check
 * could not judge, as far as the recipe has been published. They also refuse an id that the planner
 * knows under another recipe.
 */
record PromptReaders(
    LatestRecords<Recipe> recipes, LatestRecords<Progress> progress, CheckCatalog checks) {
  PromptReader of(String recipe) {
    Optional<Check> check = recipes.find(recipe).map(Recipe::getCheck);
    return new PromptReader(recipe, Optional.empty(), prompt -> violations(check, prompt));
  }

  private List<Violation> violations(Optional<Check> check, Prompt prompt) {
    List<Violation> violations = new ArrayList<>();
    check.ifPresent(known -> violations.addAll(checks.misfits(known, prompt)));
    progress
        .find(prompt.getId())
        .filter(known -> !known.getRecipe().equals(prompt.getRecipe()))
        .ifPresent(
            known ->
                violations.add(
                    new Violation(
                        "id",
                        "is a prompt's of recipe '%s'; give it another"
                            .formatted(known.getRecipe()))));
    return violations;
  }
}

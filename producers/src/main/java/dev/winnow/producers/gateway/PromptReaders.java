package dev.winnow.producers.gateway;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Creates prompt readers with the same rules as the command line: they reject rows that are not
 * prompts and prompts that the recipe's checks and scorers could not judge.
 */
record PromptReaders(
    LatestRecords<Recipe> recipes, VerificationCatalog verification, UnaryOperator<Prompt> screen) {
  private static final int MAX_NAMED = 20;

  /**
   * Returns the reader for a recipe's prompts.
   *
   * @throws ProblemDetail if there is no such recipe, or the recipes are not read yet
   */
  PromptReader of(String name) {
    Recipe recipe = recipes.find(name).orElseThrow(() -> unknown(name));
    return new PromptReader(
            name,
            Optional.empty(),
            prompt -> verification.misfits(recipe.getVerification(), prompt))
        .screenedBy(screen);
  }

  private ProblemDetail unknown(String name) {
    if (!recipes.caughtUp() || recipes.failed()) {
      return ProblemDetail.unavailable("the gateway has not read all recipes yet; ask again");
    }
    List<String> known = recipes.keys(MAX_NAMED + 1);
    String named = String.join(", ", known.stream().limit(MAX_NAMED).map(Json::printable).toList());
    return new ProblemDetail(
        404,
        "No such recipe",
        "there is no recipe '%s'; %s. PUT /v1/recipes/{name} publishes one"
            .formatted(
                Json.printable(Json.shorten(name)),
                known.isEmpty()
                    ? "none is published"
                    : "there are: " + named + (known.size() > MAX_NAMED ? ", ..." : "")));
  }
}

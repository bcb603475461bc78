package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.ops.status.WorkerView;
import dev.winnow.schemas.Recipe;
import java.util.List;
import java.util.Optional;

/**
 * What the tokens cost that were generated for the candidates of a recipe, at the price that the
 * workers of its pool said last; without the tokens that models read and those of scorers. As the
 * metric {@code winnow_cost_total} of synthesizers counts it. Immutable.
 *
 * @param outputPrice price of a million generated tokens, in the currency of the workers' prices
 * @param spent price of the recipe's tokens so far
 */
record RecipeCost(String recipe, String pool, double outputPrice, double spent) {
  /** Returns the costs of those recipes whose price is known. */
  static List<RecipeCost> of(
      List<RecipeStatus> recipes, PromptIndex index, List<WorkerView> workers) {
    return recipes.stream()
        .flatMap(recipe -> of(recipe.name(), recipe.tokens(), index, workers).stream())
        .toList();
  }

  /** Returns the cost of tokens of a recipe; empty where its price is not known. */
  static Optional<RecipeCost> of(
      String recipe, long tokens, PromptIndex index, List<WorkerView> workers) {
    return index
        .versions()
        .latest(recipe)
        .map(Recipe::getPool)
        .flatMap(
            pool ->
                index
                    .prices()
                    .outputPrice(pool, workers)
                    .map(
                        price ->
                            new RecipeCost(recipe, pool, price, PoolPrices.cost(price, tokens))));
  }
}

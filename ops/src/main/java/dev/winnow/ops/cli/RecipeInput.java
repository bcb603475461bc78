package dev.winnow.ops.cli;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.rules.Violation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads recipes as every command takes them: legal, with a check and a strategy that are installed.
 */
final class RecipeInput {
  private RecipeInput() {}

  /**
   * The recipe in a file.
   *
   * @throws IllegalArgumentException if its check is not installed, or refuses its options
   */
  static Recipe read(Path file, CheckCatalog checks, InstantSource clock) {
    Recipe recipe = RecipeFile.read(file, StrategyPlugin.catalog(), clock.instant());
    List<Violation> violations = checks.violations(recipe.getCheck());
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(file + ": " + Violation.join(violations));
    }
    return recipe;
  }
}

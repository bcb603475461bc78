package dev.winnow.ops.demo;

import dev.winnow.schemas.Recipe;
import dev.winnow.training.problem.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * Configuration of the demo.
 *
 * @param directory directory of all data
 * @param recipes at least one, with different names: each samples all problems
 * @param prompts number of prompts of each family, at least 1
 * @param split part of all possible problems that they are taken from
 * @param seed seed of the generated problems
 * @param staysOpen whether the service runs on after the report, until it is stopped
 */
public record DemoConfig(
    Path directory, List<Recipe> recipes, int prompts, Split split, long seed, boolean staysOpen) {
  public DemoConfig {
    recipes = List.copyOf(recipes);
    if (recipes.isEmpty()) {
      throw new IllegalArgumentException("recipes: want at least one");
    }
    if (recipes.stream().map(Recipe::getName).distinct().count() < recipes.size()) {
      throw new IllegalArgumentException(
          "recipe: two have the same name, %s; give each its own"
              .formatted(recipes.stream().map(Recipe::getName).toList()));
    }
    if (prompts < 1) {
      throw new IllegalArgumentException("prompts: %d, want at least 1".formatted(prompts));
    }
  }
}

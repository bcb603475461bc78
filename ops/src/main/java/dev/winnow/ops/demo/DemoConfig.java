package dev.winnow.ops.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the demo runs.
 *
 * @param directory holds everything
 * @param recipes files of the recipes, at least one: each samples all problems
 * @param prompts of each family, at least 1
 * @param seed decides which problems
 */
public record DemoConfig(Path directory, List<Path> recipes, int prompts, long seed) {
  public DemoConfig {
    recipes = List.copyOf(recipes);
    if (recipes.isEmpty()) {
      throw new IllegalArgumentException("recipes: want at least one");
    }
    if (prompts < 1) {
      throw new IllegalArgumentException("prompts: %d, want at least 1".formatted(prompts));
    }
  }
}

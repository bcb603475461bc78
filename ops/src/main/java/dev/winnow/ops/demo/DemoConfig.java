package dev.winnow.ops.demo;

import java.nio.file.Path;

/**
 * What the demo runs.
 *
 * @param directory holds everything
 * @param recipe file of the recipe
 * @param prompts of each family, at least 1
 * @param seed decides which problems
 */
public record DemoConfig(Path directory, Path recipe, int prompts, long seed) {
  public DemoConfig {
    if (prompts < 1) {
      throw new IllegalArgumentException("prompts: %d, want at least 1".formatted(prompts));
    }
  }
}

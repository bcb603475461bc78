package dev.winnow.ops.cli.option;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Recipe;
import java.nio.file.Path;
import java.time.InstantSource;

/** Reads recipes as every command takes them: with what is installed. */
public final class RecipeInput {
  private RecipeInput() {}

  /**
   * Returns the recipe in a file.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says where and why
   */
  public static Recipe read(Path file, InstantSource clock) {
    return RecipeFile.read(file, Installed.catalog(), clock.instant());
  }
}

package dev.winnow.ops.reverify;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** The recipes on their topic. */
public final class PublishedRecipes {
  private PublishedRecipes() {}

  /**
   * Returns the published version of a recipe.
   *
   * @throws IllegalArgumentException if there is none of this name; the message names those that
   *     there are
   */
  public static Recipe require(KafkaConnection connection, String name) {
    SortedMap<String, Recipe> recipes = new TreeMap<>();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          connection.topics().recipes(),
          Recipe.class,
          (record, recipe) -> {
            if (record.key() != null) {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              recipe.ifPresentOrElse(known -> recipes.put(key, known), () -> recipes.remove(key));
            }
          });
    }
    Recipe recipe = recipes.get(name);
    if (recipe == null) {
      throw new IllegalArgumentException(
          "no recipe '%s' is published; there are %s".formatted(name, recipes.keySet()));
    }
    return recipe;
  }
}

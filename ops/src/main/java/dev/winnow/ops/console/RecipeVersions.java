package dev.winnow.ops.console;

import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The published recipes with their versions, as far as the topic still has them, on disk. At most
 * {@value #KEPT} versions of a recipe are listed. Thread-safe for one writer.
 */
final class RecipeVersions {
  static final int KEPT = 50;

  private final RecordStore store;
  private final StoredNumber written;

  RecipeVersions(RecordStore store) {
    this.store = store;
    this.written = new StoredNumber(store, "versions");
  }

  /** Takes what was published last; empty when the recipe is deleted. */
  void add(String name, Optional<Recipe> version) {
    if (version.isEmpty()) {
      store.remove(IndexKeys.recipe(name));
      return;
    }
    byte[] bytes = AvroBytes.of(version.get());
    store.put(IndexKeys.recipe(name), bytes);
    String list = IndexKeys.versions(name);
    store.put(list + "%019d".formatted(Long.MAX_VALUE - written.next()), bytes);
    store.keys(list, "", 2 * KEPT).stream().skip(KEPT).forEach(store::remove);
  }

  /** Returns the version of a recipe that holds; empty where it is not published, or not read. */
  Optional<Recipe> latest(String name) {
    return Optional.ofNullable(store.get(IndexKeys.recipe(name))).map(AvroBytes::recipe);
  }

  /** Returns the recipes that are published, in the order of their names. */
  List<Recipe> all(int limit) {
    return recipes(store.keys(IndexKeys.recipe(""), "", limit));
  }

  /** Returns the versions of a recipe, the newest first. */
  List<Recipe> of(String name) {
    return recipes(store.keys(IndexKeys.versions(name), "", KEPT));
  }

  private List<Recipe> recipes(List<String> keys) {
    List<Recipe> recipes = new ArrayList<>();
    for (String key : keys) {
      byte[] value = store.get(key);
      if (value != null) {
        recipes.add(AvroBytes.recipe(value));
      }
    }
    return recipes;
  }
}

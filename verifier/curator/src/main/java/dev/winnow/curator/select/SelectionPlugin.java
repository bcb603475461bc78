package dev.winnow.curator.select;

import dev.winnow.schemas.plugin.Plugin;

/**
 * A selection policy that recipes can name under {@code curate.selected.by}. A jar on the class
 * path that names an implementation in {@code
 * META-INF/services/dev.winnow.curator.select.SelectionPlugin} adds a policy to the curator, and to
 * the reader and the JSON Schema of recipes.
 *
 * @param <C> its options: the fields beside {@link SelectionSettings}
 */
public interface SelectionPlugin<C extends Record> extends Plugin<C> {
  /** Creates the policy of one recipe. */
  SelectionPolicy create(C options);

  /** Returns whether only responses with a score can be selected. */
  default boolean needsScores() {
    return false;
  }
}

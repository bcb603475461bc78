package dev.winnow.curator.select;

import dev.winnow.schemas.plugin.BadOptionsException;
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
  /**
   * Creates the policy of one recipe. Called whenever a recipe is admitted, and at least once for
   * each prompt that is curated, so it must be cheap and open nothing.
   *
   * @throws BadOptionsException if the options cannot be used together
   */
  SelectionPolicy create(C options);

  /**
   * Returns whether only responses with a score can be selected; always the same. If so, responses
   * without a score are left out before the policy is called.
   */
  default boolean needsScores() {
    return false;
  }
}

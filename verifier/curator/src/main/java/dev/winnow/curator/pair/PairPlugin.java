package dev.winnow.curator.pair;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Plugin;

/**
 * A pair policy that recipes can name under {@code curate.pairs.policy}. A jar on the class path
 * that names an implementation in {@code META-INF/services/dev.winnow.curator.pair.PairPlugin} adds
 * a policy to the curator, and to the reader and the JSON Schema of recipes.
 *
 * @param <C> its options: the fields beside {@link PairSettings}
 */
public interface PairPlugin<C extends Record> extends Plugin<C> {
  /**
   * Creates the policy of one recipe. Called whenever a recipe is admitted, and at least once for
   * each prompt that is curated, so it must be cheap and open nothing.
   *
   * @throws BadOptionsException if the options cannot be used together
   */
  PairPolicy create(C options);

  /**
   * Returns whether the policy orders by score; always the same. If so, responses without a score
   * are left out of the pool, and a proposal is used only if its chosen response has the higher
   * score. If not, a proposal is used only if the verifier rejected its rejected response.
   */
  default boolean needsScores() {
    return true;
  }
}

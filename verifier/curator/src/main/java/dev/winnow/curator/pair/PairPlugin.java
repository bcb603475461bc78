package dev.winnow.curator.pair;

import dev.winnow.schemas.plugin.Plugin;

/**
 * A pair policy that recipes can name under {@code curate.pairs.policy}. A jar on the class path
 * that names an implementation in {@code META-INF/services/dev.winnow.curator.pair.PairPlugin} adds
 * a policy to the curator, and to the reader and the JSON Schema of recipes.
 *
 * @param <C> its options: the fields beside {@link PairSettings}
 */
public interface PairPlugin<C extends Record> extends Plugin<C> {
  /** Creates the policy of one recipe. */
  PairPolicy create(C options);

  /**
   * Returns whether the policy orders by score. Then responses without a score are left out, and
   * the chosen one's score is always higher; otherwise the verifier's outcome orders.
   */
  default boolean needsScores() {
    return true;
  }
}

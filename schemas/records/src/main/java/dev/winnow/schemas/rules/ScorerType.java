package dev.winnow.schemas.rules;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.plugin.Plugin;
import java.util.List;
import java.util.Optional;

/**
 * A type of scorers, as recipes see it: its name and the options that a recipe gives to a scorer of
 * this type. How workers run it is not known here.
 *
 * @param <C> options in recipes
 */
public interface ScorerType<C extends Record> extends Plugin<C> {
  /**
   * Returns the names of the scores that a scorer gives: its own name, unless its options name
   * several criteria.
   *
   * @param scorer name of the scorer in its recipe
   */
  default List<String> scores(String scorer, C options) {
    return List.of(scorer);
  }

  /**
   * Returns whether the same candidate gets the same scores each time, as long as the model stays
   * the same. Scores that are not repeatable are ordered again only if an operator allows it.
   */
  boolean isRepeatable(C options);

  /**
   * Returns why this scorer cannot score the candidates of a prompt, as a sentence with the remedy;
   * empty when it can.
   */
  default Optional<String> misfit(C options, Prompt prompt) {
    return Optional.empty();
  }

  /**
   * Returns the condition under which a candidate is accepted by this scorer where its recipe has
   * no {@code accept}: CEL over the names of the scores. Empty where scores alone accept nothing.
   *
   * @param scorer name of the scorer in its recipe
   */
  default Optional<String> acceptance(String scorer, C options) {
    return Optional.empty();
  }
}

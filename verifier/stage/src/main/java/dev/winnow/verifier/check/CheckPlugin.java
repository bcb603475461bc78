package dev.winnow.verifier.check;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;

/**
 * A kind of check that recipes can name. A jar on the class path that names an implementation in
 * {@code META-INF/services/dev.winnow.verifier.check.CheckPlugin} adds a check to the verifier, to
 * the validation of recipes and prompts by publishers and the gateway, and to the help of the
 * command line.
 *
 * @param <C> its options
 */
public interface CheckPlugin<C extends Record> extends Plugin<C> {
  /**
   * Creates the check with these options: a {@link CandidateCheck}, or a {@link RoundCheck} if the
   * other candidates of the round matter. Called wherever a recipe or a prompt is admitted, so it
   * must be quick and open nothing.
   *
   * @throws BadOptionsException if the options cannot be used; the recipe is then refused
   */
  AnswerCheck create(C options);

  /** Returns the checks on the class path. */
  static PluginCatalog<CheckPlugin<?>> installed() {
    return InstalledPlugins.CHECKS;
  }
}

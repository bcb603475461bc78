package dev.winnow.scorer;

import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.ScorerType;
import java.util.function.Supplier;

/**
 * A type of scorers that recipes name, and {@code winnow scorer --type} runs. A jar on the class
 * path that names an implementation in {@code META-INF/services/dev.winnow.scorer.ScorerPlugin}
 * adds a type, with an option of the command line for each option of its workers: {@code base_url}
 * is {@code --base-url}.
 *
 * @param <C> its options in recipes: what is scored, and how
 * @param <W> its options on the command line of a worker: what it is scored with. A secret is never
 *     one of them, but the name of an environment variable that holds it
 */
public interface ScorerPlugin<C extends Record, W extends Record> extends ScorerType<C> {
  /** Returns the class of the record that holds the options of a worker. */
  Class<W> workerOptions();

  /**
   * Checks everything that can be checked without opening anything.
   *
   * @return opens a new engine each time it is called; the worker that opened it closes it. Throws
   *     a {@link RuntimeException} with the remedy if it cannot be opened: the worker then does not
   *     start
   * @throws IllegalArgumentException if the options cannot be used; the command prints its message
   */
  Supplier<ScorerEngine<C>> prepare(W options);

  /** Returns the types on the class path. */
  static PluginCatalog<ScorerPlugin<?, ?>> installed() {
    return InstalledScorers.SCORERS;
  }
}

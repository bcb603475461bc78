package dev.winnow.worker.engine;

import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind of engine that {@code --engine} names. A jar on the class path that names an
 * implementation in {@code META-INF/services/dev.winnow.worker.engine.EnginePlugin} adds an engine
 * to every command that samples, with an option of the command line for each of its own: {@code
 * base_url} is {@code --base-url}. Options of several engines may have one name; the command line
 * then has one option for them.
 *
 * @param <C> its options; a secret is never one of them, but the name of an environment variable or
 *     a file that holds it
 */
public interface EnginePlugin<C extends Record> extends Plugin<C> {
  /**
   * Checks everything that can be checked without opening anything.
   *
   * @return opens a new engine each time it is called. A worker whose model has changed opens the
   *     next engine on another thread while the first one still samples, then closes the first one.
   *     Throws a {@link RuntimeException} with the remedy if the engine cannot be opened: a worker
   *     then does not start, or keeps the engine that it has and tries again later
   * @throws IllegalArgumentException if the options cannot be used; the command prints its message
   */
  Supplier<Engine> prepare(C options, EngineHost host);

  /**
   * Returns the directory that the model is loaded from, or a link to it: a worker opens the engine
   * anew when it changes. Empty if the engine loads nothing.
   */
  default Optional<Path> modelDirectory(C options, EngineHost host) {
    return Optional.empty();
  }

  /** Returns the engines on the class path. */
  static PluginCatalog<EnginePlugin<?>> installed() {
    return InstalledEngines.ENGINES;
  }
}

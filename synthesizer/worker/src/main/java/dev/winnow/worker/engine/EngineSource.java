package dev.winnow.worker.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens an engine, as often as asked.
 *
 * @param opener opens it
 * @param model the directory that its model is loaded from, or a link to it; empty if another model
 *     never takes its place
 */
public record EngineSource(Supplier<Engine> opener, Optional<Path> model)
    implements Supplier<Engine> {
  /** Returns a source as it is; anything else opens an engine whose model stays. */
  public static EngineSource of(Supplier<Engine> opener) {
    return opener instanceof EngineSource source
        ? source
        : new EngineSource(opener, Optional.empty());
  }

  /**
   * Opens the engine.
   *
   * @throws RuntimeException if it cannot be opened, such as a model that does not load
   */
  @Override
  public Engine get() {
    return opener.get();
  }
}

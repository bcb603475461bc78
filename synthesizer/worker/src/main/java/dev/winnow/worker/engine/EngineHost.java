package dev.winnow.worker.engine;

import java.nio.file.Path;

/**
 * What the process that an engine runs in has for it.
 *
 * @param shippedModel directory of the model that comes with the program
 * @param processors that the engine may keep busy, at least 1: where broker and stages run in the
 *     same process, an engine with a thread for each processor waits for them, and its threads for
 *     each other
 */
public record EngineHost(Path shippedModel, int processors) {
  public EngineHost {
    if (processors < 1) {
      throw new IllegalArgumentException("processors: %d, want at least 1".formatted(processors));
    }
  }
}

package dev.winnow.synthesizer.engine.djl;

import java.nio.file.Path;

/** The small model that comes with the repository. */
public final class Shipped {
  /** Its directory, seen from the module's. */
  public static final Path MODEL = Path.of("..", "ops", "models", "abacus");

  private Shipped() {}
}

package dev.winnow.transformer.testing;

import dev.winnow.schemas.testing.Repository;
import java.nio.file.Path;

/** The small model that comes with the repository. */
public final class Shipped {
  /** Its directory. */
  public static final Path MODEL = Repository.file("ops/models/abacus");

  private Shipped() {}
}

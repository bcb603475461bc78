package dev.winnow.transformer.testing;

import dev.winnow.schemas.testing.Repository;
import java.nio.file.Path;

/** The small models that come with the repository. */
public final class Shipped {
  /** Directory of the sampler. */
  public static final Path MODEL = Repository.file("ops/models/abacus");

  /** Directory of the reward model. */
  public static final Path REWARD_MODEL = Repository.file("ops/models/abacus-reward");

  private Shipped() {}
}

package dev.winnow.ops.catalog;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.verifier.recipe.InstalledVerification;

/** The strategies, checks, scorers and policies on the class path. */
public final class Installed {
  private static final RecipeCatalog CATALOG =
      new RecipeCatalog(
          StrategyPlugin.catalog(),
          new InstalledVerification(new ScorerCatalog(ScorerPlugin.installed())),
          new InstalledCuration());

  private Installed() {}

  /** Returns everything that recipes can name. */
  public static RecipeCatalog catalog() {
    return CATALOG;
  }
}

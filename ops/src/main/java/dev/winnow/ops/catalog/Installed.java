package dev.winnow.ops.catalog;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.RecipeCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.recipe.InstalledVerification;
import java.util.stream.Stream;

/** The strategies, checks, scorers and policies on the class path. */
public final class Installed {
  private static final RecipeCatalog CATALOG =
      new RecipeCatalog(
          StrategyPlugin.catalog(),
          new InstalledVerification(new ScorerCatalog(ScorerPlugin.installed())),
          new InstalledCuration());

  private Installed() {}

  /**
   * Returns everything that recipes can name, loaded: a bad plug-in ends a process at its start.
   *
   * @throws dev.winnow.schemas.plugin.BadPluginException if a plug-in cannot be used
   */
  public static RecipeCatalog catalog() {
    Stream.of(StrategyPlugin.installed(), CheckPlugin.installed(), ScorerPlugin.installed())
        .forEach(PluginCatalog::load);
    InstalledCuration.load();
    return CATALOG;
  }
}

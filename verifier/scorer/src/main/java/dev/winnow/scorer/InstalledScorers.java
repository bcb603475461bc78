package dev.winnow.scorer;

import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.RecipeFields;

/** The types on the class path. */
final class InstalledScorers {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<ScorerPlugin<?, ?>> SCORERS =
      PluginCatalog.installed(
          "scorer", (Class<ScorerPlugin<?, ?>>) (Class<?>) ScorerPlugin.class, RecipeFields.SCORER);

  private InstalledScorers() {}
}

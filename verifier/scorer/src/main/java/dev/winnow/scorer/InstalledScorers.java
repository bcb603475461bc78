package dev.winnow.scorer;

import dev.winnow.schemas.plugin.PluginCatalog;

/** Loads the types once, when they are first asked for. */
final class InstalledScorers {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<ScorerPlugin<?, ?>> SCORERS =
      PluginCatalog.installed("scorer", (Class<ScorerPlugin<?, ?>>) (Class<?>) ScorerPlugin.class);

  private InstalledScorers() {}
}

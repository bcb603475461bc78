package dev.winnow.worker.engine;

import dev.winnow.schemas.plugin.PluginCatalog;

/** Loads the engines once, when they are first asked for. */
final class InstalledEngines {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<EnginePlugin<?>> ENGINES =
      PluginCatalog.installed("engine", (Class<EnginePlugin<?>>) (Class<?>) EnginePlugin.class);

  private InstalledEngines() {}
}

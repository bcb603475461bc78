package dev.winnow.worker.engine;

import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.Set;

/** The engines on the class path. */
final class InstalledEngines {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<EnginePlugin<?>> ENGINES =
      PluginCatalog.installed(
          "engine", (Class<EnginePlugin<?>>) (Class<?>) EnginePlugin.class, Set.of());

  private InstalledEngines() {}
}

package dev.winnow.planner.strategy;

import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.AllocationCatalog;

/** Loads the strategies once, when they are first asked for. */
final class InstalledStrategies {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<StrategyPlugin<?>> STRATEGIES =
      PluginCatalog.installed(
          "allocation strategy", (Class<StrategyPlugin<?>>) (Class<?>) StrategyPlugin.class);

  static final AllocationCatalog CATALOG = new AllocationCatalog(STRATEGIES);

  private InstalledStrategies() {}
}

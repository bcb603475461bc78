package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.HeapDifficultyStore;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.AllocationCatalog;
import dev.winnow.schemas.rules.RecipeFields;

/** The strategies on the class path. */
final class InstalledStrategies {
  @SuppressWarnings("unchecked") // A class literal has no type arguments.
  static final PluginCatalog<StrategyPlugin<?>> STRATEGIES =
      PluginCatalog.installed(
          "allocation strategy",
          (Class<StrategyPlugin<?>>) (Class<?>) StrategyPlugin.class,
          RecipeFields.ALLOCATION);

  static final AllocationCatalog CATALOG =
      new AllocationCatalog(STRATEGIES, InstalledStrategies::create);

  private InstalledStrategies() {}

  private static void create(Allocation allocation) {
    Strategy unused = BoundStrategy.of(allocation).create(HeapDifficultyStore::new);
  }
}

package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.AllocationCatalog;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * An allocation strategy that recipes can name. A jar on the class path that names an
 * implementation in {@code META-INF/services/dev.winnow.planner.strategy.StrategyPlugin} adds a
 * strategy to the planner, to {@code winnow plan}, to the reader and the JSON Schema of recipes,
 * and to every entrance that admits them.
 *
 * @param <C> its options: the fields of {@code allocation} beside {@code strategy}
 */
public interface StrategyPlugin<C extends Record> extends Plugin<C> {
  /**
   * The strategy of one recipe.
   *
   * @param memory keeps what the strategy learns of the recipe's prompts, over restarts; not to be
   *     asked for by a strategy that learns nothing
   */
  Strategy create(C options, Supplier<DifficultyStore> memory);

  /** Accepted candidates wanted of every prompt; empty where that is not one number. */
  default OptionalInt wanted(C options) {
    return OptionalInt.empty();
  }

  /** The field of a prompt's metadata that it reads a published fail rate from, if it does. */
  default Optional<String> failRateField(C options) {
    return Optional.empty();
  }

  /**
   * The same options at another price of an accepted candidate, so that {@code winnow plan} can
   * find the price of a coverage; empty for a strategy without one.
   */
  default Optional<C> atPrice(C options, double price) {
    return Optional.empty();
  }

  /** The same options with rounds of one candidate that cost nothing: the least it could spend. */
  default C oneByOne(C options) {
    return options;
  }

  /** The strategies on the class path. */
  static PluginCatalog<StrategyPlugin<?>> installed() {
    return InstalledStrategies.STRATEGIES;
  }

  /** The strategies on the class path, as recipes are held to them. */
  static AllocationCatalog catalog() {
    return InstalledStrategies.CATALOG;
  }
}

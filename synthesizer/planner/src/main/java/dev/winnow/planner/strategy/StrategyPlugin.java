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
 * and to the publishers and the gateway, which admit them.
 *
 * @param <C> its options: the fields of {@code allocation} beside {@code strategy}
 */
public interface StrategyPlugin<C extends Record> extends Plugin<C> {
  /**
   * Creates the strategy of one recipe. Called once for each partition, and again when the recipe
   * changes or the planner restarts.
   *
   * @param options options from the recipe, checked by their record
   * @param memory store of what the strategy learns of the recipe's prompts, kept over restarts; a
   *     strategy that does not learn must not ask for it
   */
  Strategy create(C options, Supplier<DifficultyStore> memory);

  /** Returns the accepted candidates wanted of every prompt; empty if that is not one number. */
  default OptionalInt wanted(C options) {
    return OptionalInt.empty();
  }

  /** Returns the metadata field with a published fail rate, if the strategy reads one. */
  default Optional<String> failRateField(C options) {
    return Optional.empty();
  }

  /**
   * Returns the same options with another price of an accepted candidate, so that {@code winnow
   * plan} can find the price of a coverage; empty for a strategy without a price.
   */
  default Optional<C> atPrice(C options, double price) {
    return Optional.empty();
  }

  /** Returns the same options with free rounds of one candidate: the least it could spend. */
  default C oneByOne(C options) {
    return options;
  }

  /** Returns the strategies on the class path. */
  static PluginCatalog<StrategyPlugin<?>> installed() {
    return InstalledStrategies.STRATEGIES;
  }

  /** Returns the strategies on the class path, for the validation of recipes. */
  static AllocationCatalog catalog() {
    return InstalledStrategies.CATALOG;
  }
}

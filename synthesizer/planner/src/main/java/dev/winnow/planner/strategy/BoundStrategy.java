package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.PluginCalls;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * A recipe's allocation, read by the plug-in that it names. Immutable and thread-safe.
 *
 * @param plugin plug-in of the strategy
 * @param options options from the recipe
 */
public record BoundStrategy<C extends Record>(StrategyPlugin<C> plugin, C options) {
  /**
   * Returns the strategy of an allocation.
   *
   * @throws BadOptionsException if it is not installed, or refuses the options
   */
  public static BoundStrategy<?> of(Allocation allocation) {
    return of(
        StrategyPlugin.installed().require(allocation.getStrategy()), allocation.getOptions());
  }

  private static <C extends Record> BoundStrategy<C> of(
      StrategyPlugin<C> plugin, Map<String, String> options) {
    return new BoundStrategy<>(plugin, Options.bind(plugin.options(), options));
  }

  /**
   * Creates the strategy, see {@link StrategyPlugin#create}. Every method of it throws a {@link
   * BadOptionsException} if the plug-in's code fails.
   *
   * @throws BadOptionsException if the plug-in's code fails
   */
  public Strategy create(Supplier<DifficultyStore> memory) {
    String name = "strategy '%s'".formatted(plugin.name());
    return new GuardedStrategy(
        name, PluginCalls.guarded(name, () -> plugin.create(options, memory)));
  }

  /** See {@link StrategyPlugin#wanted}. */
  public OptionalInt wanted() {
    return plugin.wanted(options);
  }

  /** See {@link StrategyPlugin#failRateField}. */
  public Optional<String> failRateField() {
    return plugin.failRateField(options);
  }

  /** Returns whether {@code winnow plan} can find the price of a coverage. */
  public boolean isPriced() {
    return wanted().isPresent() && plugin.atPrice(options, 1).isPresent();
  }

  /** Returns the same allocation with another price. */
  public Allocation atPrice(double price) {
    return allocation(plugin.atPrice(options, price).orElse(options));
  }

  /** Returns the same allocation with free rounds of one candidate. */
  public Allocation oneByOne() {
    return allocation(plugin.oneByOne(options));
  }

  private Allocation allocation(C changed) {
    return new Allocation(plugin.name(), Options.write(changed));
  }
}

package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyLearner;
import dev.winnow.planner.difficulty.DifficultyStore;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Makes the strategy that learns known to recipes as {@code adaptive}. */
public final class AdaptivePlugin implements StrategyPlugin<AdaptiveOptions> {
  @Override
  public String name() {
    return "adaptive";
  }

  @Override
  public String summary() {
    return "while another accepted candidate is expected to be worth its price, under a prior over"
        + " pass rates that is learned from the recipe's own prompts";
  }

  @Override
  public Class<AdaptiveOptions> options() {
    return AdaptiveOptions.class;
  }

  @Override
  public Strategy create(AdaptiveOptions options, Supplier<DifficultyStore> memory) {
    return new LearningStrategy(options.goal(), new DifficultyLearner(memory.get()));
  }

  @Override
  public OptionalInt wanted(AdaptiveOptions options) {
    return OptionalInt.of(options.accepted());
  }

  @Override
  public Optional<AdaptiveOptions> atPrice(AdaptiveOptions options, double price) {
    return Optional.of(options.withPrice(price));
  }

  @Override
  public AdaptiveOptions oneByOne(AdaptiveOptions options) {
    return options.oneByOne();
  }
}

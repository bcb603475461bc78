package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Map;
import java.util.function.Supplier;

/** Vanilla rejection sampling: the same number for every prompt, in one round. */
record FixedStrategy(
    @PluginOption(
            help = "candidates of each prompt",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "8")
        int candidates)
    implements Strategy {
  FixedStrategy {
    OptionRules.inRange(FixedStrategy.class, candidates).orThrow();
  }

  /** Provides the strategy {@code fixed}. */
  public static final class Plugin implements StrategyPlugin<FixedStrategy> {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public String summary() {
      return "the same number of candidates for every prompt: vanilla rejection sampling";
    }

    @Override
    public Class<FixedStrategy> options() {
      return FixedStrategy.class;
    }

    @Override
    public Strategy create(FixedStrategy options, Supplier<DifficultyStore> memory) {
      return options;
    }
  }

  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    int missing = candidates - counts.ordered();
    return missing > 0 ? new SampleMore(missing, new Wanted.Every()) : new Satisfied();
  }
}

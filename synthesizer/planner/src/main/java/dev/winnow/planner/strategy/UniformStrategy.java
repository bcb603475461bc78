package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Samples until enough are accepted (DARS-Uniform, arXiv 2407.13690, section 3). */
record UniformStrategy(
    @PluginOption(
            help = "accepted candidates wanted of each prompt",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "4")
        int accepted,
    @PluginOption(
            help = "most candidates of a prompt over its whole life, at least accepted",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "64")
        int maxCandidates,
    @PluginOption(
            help =
                "most candidates ordered in one round: larger rounds keep GPUs busy, smaller ones"
                    + " overshoot less",
            defaultValue = "32",
            min = 1,
            max = RecipeRules.MAX_ROUND)
        int maxRound)
    implements Strategy {
  UniformStrategy {
    OptionRules.inRange(UniformStrategy.class, accepted, maxCandidates, maxRound)
        .between("max_candidates", maxCandidates, accepted, RecipeRules.MAX_CANDIDATES)
        .orThrow();
  }

  /** Provides the strategy {@code uniform}. */
  public static final class Plugin implements StrategyPlugin<UniformStrategy> {
    @Override
    public String name() {
      return "uniform";
    }

    @Override
    public String summary() {
      return "until enough are accepted, or a cap is reached (DARS-Uniform, arXiv 2407.13690)";
    }

    @Override
    public Class<UniformStrategy> options() {
      return UniformStrategy.class;
    }

    @Override
    public Strategy create(UniformStrategy options, Supplier<DifficultyStore> memory) {
      return options;
    }

    @Override
    public OptionalInt wanted(UniformStrategy options) {
      return OptionalInt.of(options.accepted());
    }
  }

  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    return FillToTarget.decide(counts, accepted, maxCandidates, maxRound);
  }
}

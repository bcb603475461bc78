package dev.winnow.planner.strategy;

import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;

/** What a recipe says of {@code adaptive}. */
record AdaptiveOptions(
    @PluginOption(
            help = "accepted candidates wanted of each prompt",
            min = 1,
            max = AdaptiveOptions.MAX_ACCEPTED,
            example = "4")
        int accepted,
    @PluginOption(
            help = "most candidates of a prompt over its whole life, at least accepted",
            min = 1,
            max = AdaptiveOptions.MAX_CANDIDATES,
            example = "64")
        int maxCandidates,
    @PluginOption(
            help = "what each wanted accepted candidate is worth, in candidates",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "100")
        double price,
    @PluginOption(
            help = "most candidates ordered in one round",
            defaultValue = "128",
            min = 1,
            max = RecipeRules.MAX_ROUND)
        int maxRound,
    @PluginOption(
            help =
                "what waiting for one more round costs, in candidates: more means fewer and larger"
                    + " rounds",
            defaultValue = "0.2",
            min = 0,
            max = RecipeRules.MAX_ROUND)
        double roundCost) {
  /** The planner computes a table over both: what is larger would stall it. */
  static final int MAX_ACCEPTED = 64;

  static final int MAX_CANDIDATES = 16_384;

  AdaptiveOptions {
    OptionRules.inRange(AdaptiveOptions.class, accepted, maxCandidates, price, maxRound, roundCost)
        .between("max_candidates", maxCandidates, accepted, MAX_CANDIDATES)
        .orThrow();
  }

  Goal goal() {
    return new Goal(accepted, maxCandidates, maxRound, price, roundCost);
  }

  AdaptiveOptions withPrice(double other) {
    return new AdaptiveOptions(accepted, maxCandidates, other, maxRound, roundCost);
  }

  AdaptiveOptions oneByOne() {
    return new AdaptiveOptions(accepted, maxCandidates, price, 1, 0);
  }
}

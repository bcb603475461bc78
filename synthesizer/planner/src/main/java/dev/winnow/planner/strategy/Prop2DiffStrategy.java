package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyStore;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Samples until a number in proportion to the prompt's difficulty is accepted (DARS-Prop2Diff,
 * arXiv 2407.13690, section 3), rounded up, at least 1. Difficulty is the fail rate: the one
 * published with the prompt, else that of its first round with a candidate that was judged, the
 * probe. What is wanted is fixed by it: an estimate that moved with every round would stop where
 * luck has it.
 */
record Prop2DiffStrategy(
    @PluginOption(
            help =
                "accepted candidates wanted of a prompt that always fails; others want this times"
                    + " their fail rate, rounded up, at least 1",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "8")
        int maxAccepted,
    @PluginOption(
            help = "most candidates of a prompt over its whole life, at least max_accepted",
            min = 1,
            max = RecipeRules.MAX_CANDIDATES,
            example = "64")
        int maxCandidates,
    @PluginOption(
            help = "most candidates ordered in one round",
            defaultValue = "32",
            min = 1,
            max = RecipeRules.MAX_ROUND)
        int maxRound,
    @PluginOption(
            help =
                "candidates of the first round, which measures a fail rate that is not published;"
                    + " at most max_round and max_candidates",
            defaultValue = "8",
            min = 1,
            max = RecipeRules.MAX_ROUND)
        int probe,
    @PluginOption(
            help =
                "metadata field, 1 to 100 characters, that holds the prompt's fail rate, 0 to 1;"
                    + " such a prompt is not probed")
        Optional<String> failRateField)
    implements Strategy {
  private static final int MAX_FIELD_CHARS = 100;

  /** 0.07 of 100 are 7, whatever binary fractions make of it. */
  private static final double ROUNDING = 1e-9;

  Prop2DiffStrategy {
    int longestProbe = Math.clamp(maxCandidates, 1, Math.max(1, maxRound));
    int fieldChars = failRateField.map(String::length).orElse(1);
    OptionRules.inRange(
            Prop2DiffStrategy.class, maxAccepted, maxCandidates, maxRound, probe, failRateField)
        .between("max_candidates", maxCandidates, maxAccepted, RecipeRules.MAX_CANDIDATES)
        .between("probe", probe, 1, longestProbe)
        .require(
            fieldChars >= 1 && fieldChars <= MAX_FIELD_CHARS,
            "fail_rate_field",
            "want 1 to %d characters, not %d".formatted(MAX_FIELD_CHARS, fieldChars))
        .orThrow();
  }

  /** Provides the strategy {@code prop2diff}. */
  public static final class Plugin implements StrategyPlugin<Prop2DiffStrategy> {
    @Override
    public String name() {
      return "prop2diff";
    }

    @Override
    public String summary() {
      return "until a number in proportion to the prompt's difficulty is accepted (DARS-Prop2Diff,"
          + " arXiv 2407.13690)";
    }

    @Override
    public Class<Prop2DiffStrategy> options() {
      return Prop2DiffStrategy.class;
    }

    @Override
    public Strategy create(Prop2DiffStrategy options, Supplier<DifficultyStore> memory) {
      return options;
    }

    @Override
    public Optional<String> failRateField(Prop2DiffStrategy options) {
      return options.failRateField();
    }
  }

  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    OptionalDouble published = published(metadata);
    if (published.isEmpty() && counts.judged() == 0) {
      return probe(counts);
    }
    return FillToTarget.decide(counts, wanted(published, counts), maxCandidates, maxRound);
  }

  private OptionalDouble published(Map<String, String> metadata) {
    return failRateField
        .map(field -> FailRates.parse(metadata.get(field)))
        .orElseGet(OptionalDouble::empty);
  }

  private Decision probe(Counts counts) {
    int left = maxCandidates - counts.ordered();
    return left > 0
        ? new SampleMore(
            Math.min(probe, Math.min(left, maxRound)), new Wanted.InProportion(maxAccepted))
        : EndReasons.nothingJudged(counts);
  }

  private int wanted(OptionalDouble published, Counts counts) {
    if (published.isPresent()) {
      return Math.max(1, (int) Math.ceil(maxAccepted * published.getAsDouble() - ROUNDING));
    }
    return counts.wanted() instanceof Wanted.Number known
        ? known.accepted()
        : new Wanted.InProportion(maxAccepted).after(counts.judged(), counts.accepted()).accepted();
  }
}

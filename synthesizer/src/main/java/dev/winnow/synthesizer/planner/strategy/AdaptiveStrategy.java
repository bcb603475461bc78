package dev.winnow.synthesizer.planner.strategy;

import dev.winnow.synthesizer.planner.difficulty.DifficultyModel;
import dev.winnow.synthesizer.planner.difficulty.Prior;
import dev.winnow.synthesizer.planner.strategy.Decision.Exhausted;
import dev.winnow.synthesizer.planner.strategy.Decision.SampleMore;
import dev.winnow.synthesizer.planner.strategy.Decision.Satisfied;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Samples while a prompt is expected to be worth it: rounds and the end come from a {@link
 * RoundTable} for the prior of prompts like this one. Not thread-safe.
 */
final class AdaptiveStrategy implements Strategy {
  private static final double HOPELESS_RATE = 0.001;

  private final Goal goal;
  private final DifficultyModel model;
  private final Milestones milestones;
  private final RoundOutcomes outcomes;
  private final Map<Prior, RoundTable> tables = new IdentityHashMap<>();

  AdaptiveStrategy(Goal goal, DifficultyModel model, RoundOutcomes outcomes) {
    this.goal = goal;
    this.model = model;
    this.milestones = Milestones.upTo(goal.maxTrials(), goal.maxRound());
    this.outcomes = outcomes;
  }

  @Override
  public Decision decide(Counts counts) {
    if (counts.accepted() >= goal.wanted()) {
      return new Satisfied();
    }
    if (counts.ordered() >= goal.maxTrials()) {
      return Reasons.maxTrials(counts, goal.wanted());
    }
    Prior prior = model.prior(counts.cell());
    int round = table(prior).round(counts.judged(), counts.accepted());
    if (counts.ordered() == 0) {
      // Many first rounds go out before anything was learned: none asks for more than is wanted.
      return sample(Math.clamp(round, 1, goal.wanted()));
    }
    // From between two milestones, a round to the farthest would be larger than the recipe allows.
    return round > 0 ? sample(Math.min(round, goal.maxRound())) : notWorthIt(prior, counts);
  }

  private SampleMore sample(int candidates) {
    return new SampleMore(candidates, new Wanted.Number(goal.wanted()));
  }

  private RoundTable table(Prior prior) {
    return tables.computeIfAbsent(
        prior, some -> RoundTable.compute(goal, some, milestones, outcomes));
  }

  private Exhausted notWorthIt(Prior prior, Counts counts) {
    double hopeless = prior.probabilityBelow(HOPELESS_RATE, counts.judged(), counts.accepted());
    String stopped =
        "%d of %d wanted were accepted in %d candidates; "
            .formatted(counts.accepted(), goal.wanted(), counts.ordered());
    if (hopeless >= 0.5) {
      String finding =
          String.format(
              Locale.ROOT,
              "this model does not solve it, or its reference is wrong: its pass rate is below"
                  + " %s with probability %.2f",
              HOPELESS_RATE,
              hopeless);
      return new Exhausted(stopped + finding, true);
    }
    String finding =
        String.format(
            Locale.ROOT,
            "at an estimated pass rate of %.4f the rest is not worth the recipe's price of %s"
                + " candidates for each",
            prior.mean(counts.judged(), counts.accepted()),
            goal.price());
    return new Exhausted(stopped + finding, false);
  }
}

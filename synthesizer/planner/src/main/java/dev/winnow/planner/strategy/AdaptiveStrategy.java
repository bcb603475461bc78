package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.DifficultyModel;
import dev.winnow.planner.difficulty.Prior;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples while a prompt is expected to be worth it: rounds and the end come from a {@link
 * RoundTable} for the prior of prompts like this one.
 *
 * <p>Candidates that cannot be judged cost as much as others and bring nothing. Where a prompt has
 * many, a judged one costs it a multiple: its table is one for a price that is lower by that
 * factor, rounded down to a power of two, so that few tables suffice; and its rounds are larger.
 * Where every candidate is judged, as in a simulation, neither makes a difference. Not thread-safe.
 */
final class AdaptiveStrategy implements Strategy {
  private static final double UNSOLVABLE_RATE = 0.001;

  /** A round is at most this much larger for candidates that are expected not to be judged. */
  private static final double MAX_STRETCH = 2;

  /**
   * Maximum number of times that the price is halved, reached when one candidate in 2 to this power
   * is judged.
   */
  private static final int MAX_DOUBLINGS = 6;

  private final Goal goal;
  private final DifficultyModel model;
  private final DecisionPoints points;
  private final RoundOutcomes outcomes;
  private final Map<Prior, @Nullable RoundTable[]> tables = new IdentityHashMap<>();

  AdaptiveStrategy(Goal goal, DifficultyModel model, RoundOutcomes outcomes) {
    this.goal = goal;
    this.model = model;
    this.points = DecisionPoints.upTo(goal.maxCandidates(), goal.maxRound());
    this.outcomes = outcomes;
  }

  @Override
  public Decision decide(Map<String, String> metadata, Counts counts) {
    if (counts.accepted() >= goal.wanted()) {
      return new Satisfied();
    }
    if (counts.ordered() >= goal.maxCandidates()) {
      return EndReasons.maxCandidates(counts, goal.wanted());
    }
    Prior prior = model.prior(counts.cell());
    int round = table(prior, doublings(counts)).round(counts.judged(), counts.accepted());
    if (counts.ordered() == 0) {
      // Many first rounds go out before anything was learned: none asks for more than is wanted.
      return sample(Math.clamp(round, 1, goal.wanted()));
    }
    return round > 0 ? sample(stretched(round, counts)) : notWorthIt(prior, counts);
  }

  /**
   * Returns the round, enlarged for candidates that will not be judged, but at most as large as the
   * recipe allows. The table alone does not keep to that: a prompt may stand between two points,
   * and its round to the farthest one is then larger.
   */
  private int stretched(int round, Counts counts) {
    int most = Math.min(goal.maxRound(), goal.maxCandidates() - counts.ordered());
    double stretch = Math.min(MAX_STRETCH, counts.ordersPerJudged());
    return Math.clamp((long) Math.ceil(round * stretch), 1, most);
  }

  private static int doublings(Counts counts) {
    return Math.min(MAX_DOUBLINGS, (int) (Math.log(counts.ordersPerJudged()) / Math.log(2)));
  }

  private SampleMore sample(int candidates) {
    return new SampleMore(candidates, new Wanted.Number(goal.wanted()));
  }

  private RoundTable table(Prior prior, int doublings) {
    @Nullable RoundTable[] known =
        tables.computeIfAbsent(prior, some -> new RoundTable[MAX_DOUBLINGS + 1]);
    RoundTable table = known[doublings];
    if (table == null) {
      table = RoundTable.compute(goal.cheaper(1 << doublings), prior, points, outcomes);
      known[doublings] = table;
    }
    return table;
  }

  private Exhausted notWorthIt(Prior prior, Counts counts) {
    double unsolvable = prior.probabilityBelow(UNSOLVABLE_RATE, counts.judged(), counts.accepted());
    String stopped =
        "%d of %d wanted were accepted in %d candidates; "
            .formatted(counts.accepted(), goal.wanted(), counts.ordered());
    if (unsolvable >= 0.5 && counts.judged() > 0) {
      String finding =
          String.format(
              Locale.ROOT,
              "this model does not solve it, or its reference is wrong: its pass rate is below"
                  + " %s with probability %.2f",
              UNSOLVABLE_RATE,
              unsolvable);
      return new Exhausted("UNSOLVABLE", stopped + finding, true);
    }
    String finding =
        String.format(
            Locale.ROOT,
            "at an estimated pass rate of %.4f the rest is not worth the recipe's price of %s"
                + " candidates for each",
            prior.mean(counts.judged(), counts.accepted()),
            goal.price());
    return new Exhausted("NOT_WORTH_PRICE", stopped + finding, false);
  }
}

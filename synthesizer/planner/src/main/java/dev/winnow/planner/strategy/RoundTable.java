package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.PassRates;
import dev.winnow.planner.difficulty.Prior;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best next round for every account that a prompt can have: optimal stopping by dynamic
 * programming.
 *
 * <p>A prompt that reaches its goal is worth its reward; every candidate costs 1, wanted or not,
 * and every round its waiting. With n candidates judged and a of them accepted,
 *
 * <pre>{@code
 * V(n, a) = reward                                                if a >= wanted
 * V(n, a) = max(0, max over b of E[V(n + b, a + s)] - b - roundCost)    else
 * }</pre>
 *
 * where s, what a round of b accepts, is binomial with the posterior's pass rates. Where nothing is
 * better than 0, the prompt ends. Depends on the goal and the prior only, so that it is computed
 * once for many prompts. Immutable.
 */
final class RoundTable {
  private final DecisionPoints points;
  private final int[][] rounds;

  private RoundTable(DecisionPoints points, int[][] rounds) {
    this.points = points;
    this.rounds = rounds;
  }

  /**
   * Returns the candidates of the next round; 0 where it is better to end. An account between two
   * points is taken to be at the next, and the round brings it to one.
   */
  int round(int judged, int accepted) {
    int at = points.atOrAfter(judged);
    int end = rounds[at][Math.min(accepted, rounds[at].length - 1)];
    return end == at ? 0 : points.count(end) - judged;
  }

  static RoundTable compute(Goal goal, Prior prior, DecisionPoints points, RoundOutcomes outcomes) {
    return new Computation(goal, prior, points, outcomes).table();
  }

  /**
   * Works from the last decision point to the first; every array is indexed by accepted candidates.
   */
  private static final class Computation {
    private static final double NEGLIGIBLE = 1e-9;
    private static final double TIE = 1e-9;

    private final Goal goal;
    private final Prior prior;
    private final DecisionPoints points;
    private final RoundOutcomes outcomes;
    private final double[][] values;
    private final int[][] rounds;

    Computation(Goal goal, Prior prior, DecisionPoints points, RoundOutcomes outcomes) {
      this.goal = goal;
      this.prior = prior;
      this.points = points;
      this.outcomes = outcomes;
      this.values = new double[points.size()][2 * goal.wanted() + 1];
      this.rounds = new int[points.size()][goal.wanted()];
    }

    RoundTable table() {
      for (int at = points.size() - 1; at >= 0; at--) {
        Arrays.fill(values[at], goal.wanted(), values[at].length, goal.reward());
        Arrays.fill(rounds[at], at);
        decideAt(at);
      }
      return new RoundTable(points, rounds);
    }

    private void decideAt(int at) {
      int judged = points.count(at);
      List<Belief> beliefs = beliefs(judged, Math.min(goal.wanted() - 1, judged) + 1);
      points
          .ends(at, goal.maxRound())
          .forEach(
              end -> {
                int size = points.count(end) - judged;
                double[] expected = expected(end, size, beliefs);
                for (int accepted = 0; accepted < expected.length; accepted++) {
                  double value = expected[accepted] - size - goal.roundCost();
                  if (value > values[at][accepted] + TIE) {
                    values[at][accepted] = value;
                    rounds[at][accepted] = end;
                  }
                }
              });
    }

    /** How likely a pass rate is, by accepted candidates. */
    private record Belief(int rate, double[] probabilities) {}

    /**
     * Returns the beliefs in the pass rates that at least one of the accounts makes likely, which
     * are often few.
     */
    private List<Belief> beliefs(int judged, int accounts) {
      double[][] posteriors = new double[PassRates.COUNT][accounts];
      boolean[] isLikely = new boolean[PassRates.COUNT];
      for (int accepted = 0; accepted < accounts; accepted++) {
        double[] posterior = prior.posterior(judged, accepted);
        for (int rate = 0; rate < posterior.length; rate++) {
          posteriors[rate][accepted] = posterior[rate];
          isLikely[rate] |= posterior[rate] > NEGLIGIBLE;
        }
      }
      return IntStream.range(0, PassRates.COUNT)
          .filter(rate -> isLikely[rate])
          .mapToObj(rate -> new Belief(rate, posteriors[rate]))
          .toList();
    }

    private double[] expected(int end, int size, List<Belief> beliefs) {
      double[][] accepts = outcomes.of(size);
      double[] expected = new double[beliefs.getFirst().probabilities().length];
      double[] atRate = new double[expected.length];
      for (Belief belief : beliefs) {
        Arrays.fill(atRate, 0);
        for (int more = 0; more <= goal.wanted(); more++) {
          if (accepts[belief.rate()][more] > NEGLIGIBLE) {
            addShifted(atRate, accepts[belief.rate()][more], values[end], more);
          }
        }
        for (int accepted = 0; accepted < expected.length; accepted++) {
          expected[accepted] += belief.probabilities()[accepted] * atRate[accepted];
        }
      }
      return expected;
    }

    private static void addShifted(double[] sums, double factor, double[] values, int shift) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * values[i + shift];
      }
    }
  }
}

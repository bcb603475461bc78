package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.BaselineStrategies;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulationResult;
import java.util.Arrays;
import java.util.Optional;

/**
 * The cost of DART-Math's rule to cover a given number of prompts, with the candidate cap that this
 * needs.
 *
 * <p>One run with a large cap determines all smaller ones: a prompt that needs n candidates uses
 * min(n, cap) of them, and is covered if n is at most the cap. The cap is doubled until it covers
 * enough. Not thread-safe.
 */
final class DartCurve {
  /** No recipe may order more candidates for a prompt, so a larger cap is never needed. */
  private static final int MAX = 1 << 17;

  private static final int FIRST = 32;

  private final Profile profile;
  private final int wanted;
  private final long seed;
  private int cap = FIRST;
  private int[] needs = new int[0];
  private int solved;

  /**
   * @param cap candidate cap, interpolated between two integers
   */
  record Point(double cap, double candidates) {}

  DartCurve(Profile profile, int wanted, long seed) {
    this.profile = profile;
    this.wanted = wanted;
    this.seed = seed;
  }

  /**
   * Returns the point where the rule covers this many prompts; empty for none, or more than it can
   * cover.
   */
  Optional<Point> at(int covered) {
    while (solved < covered && cap < MAX) {
      cap = Math.max(2 * cap, Integer.highestOneBit(wanted) * 2);
      run();
    }
    return covered == 0 || solved < covered ? Optional.empty() : Optional.of(point(covered));
  }

  private void run() {
    SimulationResult simulation = BaselineStrategies.dart(profile, wanted, cap, seed);
    needs = new int[profile.size()];
    solved = 0;
    for (int prompt = 0; prompt < needs.length; prompt++) {
      if (simulation.isSatisfied(prompt)) {
        needs[solved++] = simulation.ordered(prompt);
      }
    }
    Arrays.sort(needs, 0, solved);
  }

  private Point point(int covered) {
    int above = needs[covered - 1];
    int before = covered(above - 1);
    double share = (double) (covered - before) / (covered(above) - before);
    double less = candidates(above - 1);
    return new Point(above - 1 + share, less + share * (candidates(above) - less));
  }

  private int covered(int at) {
    int count = 0;
    while (count < solved && needs[count] <= at) {
      count++;
    }
    return count;
  }

  private double candidates(int at) {
    double sum = 0;
    for (int prompt = 0; prompt < profile.size(); prompt++) {
      sum += prompt < solved ? Math.min(needs[prompt], at) : at;
    }
    return sum;
  }
}

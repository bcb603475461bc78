package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.BaselineStrategies;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulationResult;
import java.util.Arrays;
import java.util.Optional;

/**
 * What DART-Math's own rule spends to cover a given number of prompts, whatever candidate cap that
 * takes.
 *
 * <p>One run under a large cap tells everything about smaller ones: a prompt that needs n
 * candidates takes min(n, cap) of them, and is covered where n is not above the cap. The cap is
 * doubled until it covers enough. Not thread-safe.
 */
final class DartCurve {
  /** No recipe may order more candidates of a prompt than this, so no more is ever needed. */
  private static final int MOST = 1 << 17;

  private static final int FIRST = 32;

  private final Profile profile;
  private final int wanted;
  private final long seed;
  private int cap = FIRST;
  private int[] needs = new int[0];
  private int solved;

  /**
   * @param cap candidate cap, interpolated between two whole ones
   */
  record Point(double cap, double candidates) {}

  DartCurve(Profile profile, int wanted, long seed) {
    this.profile = profile;
    this.wanted = wanted;
    this.seed = seed;
  }

  /** Where the rule covers this many prompts; empty for none, or more than it ever covers. */
  Optional<Point> at(int covered) {
    while (solved < covered && cap < MOST) {
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

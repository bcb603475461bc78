package dev.winnow.ops.plan;

import java.util.List;

/**
 * Recipes side by side on every profile.
 *
 * @param slots candidates that the pool samples at once
 * @param roundTrip in the time that a candidate takes to grow by a token
 */
public record PlanReport(long seed, int slots, double roundTrip, List<OnProfile> profiles) {

  /**
   * All recipes on one profile.
   *
   * @param passRateByDecile mean pass rates, the hardest decile first
   * @param matches adaptive recipes held against DART-Math's rule, where that was asked for
   */
  public record OnProfile(
      String profile,
      int prompts,
      double meanPassRate,
      List<Double> passRateByDecile,
      List<Forecast> recipes,
      List<Match> matches) {}
}

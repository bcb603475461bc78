package dev.winnow.ops.plan;

import java.util.List;

/**
 * A comparison of recipes on every profile.
 *
 * @param slots number of candidates that the pool samples at once
 * @param roundTrip duration in units of the time per generated token
 */
public record PlanReport(long seed, int slots, double roundTrip, List<OnProfile> profiles) {

  /**
   * All recipes on one profile.
   *
   * @param passRateByDecile mean pass rates, the hardest decile first
   * @param matches comparisons of adaptive recipes with DART-Math's rule, if requested
   */
  public record OnProfile(
      String profile,
      int prompts,
      double meanPassRate,
      List<Double> passRateByDecile,
      List<Forecast> recipes,
      List<Match> matches) {}
}

package dev.winnow.ops.plan;

import org.jspecify.annotations.Nullable;

/**
 * The cost of an adaptive recipe, with the price it needs, to cover as many prompts as DART-Math's
 * rule under a candidate cap. All numbers are means over {@link Matcher#SEEDS} seeds.
 *
 * @param recipe label of the recipe
 * @param wanted number of accepted candidates wanted for every prompt, by both
 * @param cap candidate cap of DART's rule
 * @param covered share of the prompts that DART's rule covers, 0 to 1
 * @param candidates number of candidates that DART's rule needs
 * @param adaptive the recipe's cost; null if no legal price covers as much
 * @param best the optimum of rules that know the distribution of pass rates and each prompt's
 *     verdicts, but not its pass rate, and order one candidate at a time; null in the same case
 */
public record Match(
    String recipe,
    int wanted,
    int cap,
    double covered,
    double candidates,
    @Nullable Spent adaptive,
    @Nullable Spent best) {
  /**
   * The cost.
   *
   * @param price price of the recipe
   * @param candidates number of candidates
   * @param ratio candidates divided by those of DART's rule
   * @param meanRounds mean number of rounds until a prompt ended
   * @param toOracle candidates divided by those of an oracle that knows every pass rate
   */
  public record Spent(
      double price, double candidates, double ratio, double meanRounds, double toOracle) {}
}

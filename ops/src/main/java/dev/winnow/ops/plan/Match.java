package dev.winnow.ops.plan;

import org.jspecify.annotations.Nullable;

/**
 * What an adaptive recipe spends, at the price that it takes, to cover as many prompts as
 * DART-Math's own rule does under a candidate cap. All numbers are means over {@link Matcher#SEEDS}
 * seeds.
 *
 * @param recipe its label
 * @param wanted accepted candidates wanted of every prompt, by both
 * @param cap candidate cap of DART's rule
 * @param covered share of the prompts that DART's rule covers, 0 to 1
 * @param candidates that DART's rule spends
 * @param adaptive the recipe; null where no legal price covers as much
 * @param best the best that any rule can do which knows how many prompts pass at which rate, but of
 *     each prompt only the verdicts, and orders one candidate at a time; null as above
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
   * What is spent.
   *
   * @param price in the recipe
   * @param candidates spent
   * @param ratio these divided by what DART's rule spends
   * @param meanRounds rounds of a prompt until it ended
   * @param toOracle the candidates divided by those of an oracle that knows every pass rate
   */
  public record Spent(
      double price, double candidates, double ratio, double meanRounds, double toOracle) {}
}

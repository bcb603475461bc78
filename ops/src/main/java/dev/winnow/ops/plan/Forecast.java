package dev.winnow.ops.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one recipe spends and reaches on one profile. Lists by decile have ten entries, the hardest
 * decile first.
 *
 * @param recipe its label, different from every other's in the report
 * @param wanted accepted candidates wanted of every prompt; null where that is not one number
 * @param meanRounds rounds of a prompt until it ended, on average
 * @param duration until the last prompt ended, in the time that a candidate takes to grow by a
 *     token
 * @param beyondBudget which budget of the recipe in all this would pass; the forecast goes on
 *     without it. Null for none
 * @param acceptedByDecile accepted candidates of a prompt, on average
 * @param candidatesByDecile candidates of a prompt, on average
 * @param dart DART-Math's own rule with the same wanted number at the same coverage; null where
 *     there is no such number, or nothing is covered
 * @param oracle one that knows every pass rate, at the same coverage; null as above
 */
public record Forecast(
    String recipe,
    String version,
    String strategy,
    @Nullable Integer wanted,
    long candidates,
    long tokens,
    double meanRounds,
    double duration,
    @Nullable String beyondBudget,
    List<Coverage> coverage,
    List<Double> acceptedByDecile,
    List<Double> candidatesByDecile,
    @Nullable Reference dart,
    @Nullable Reference oracle) {

  /**
   * Prompts with enough accepted.
   *
   * @param accepted how many are enough
   * @param prompts that have them
   * @param share of all prompts, 0 to 1
   * @param shareByDecile of the decile's prompts, 0 to 1
   */
  public record Coverage(int accepted, int prompts, double share, List<Double> shareByDecile) {}

  /**
   * What a recipe is held against.
   *
   * @param candidates that it spends
   * @param ratio the recipe's candidates divided by these
   * @param cap the candidate cap at which it covers as much, between two whole ones; null if it has
   *     none
   */
  public record Reference(double candidates, double ratio, @Nullable Double cap) {}
}

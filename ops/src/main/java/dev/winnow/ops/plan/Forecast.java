package dev.winnow.ops.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cost and the results of one recipe on one profile. Lists by decile have ten entries, the
 * hardest decile first.
 *
 * @param recipe label, unique in the report
 * @param wanted number of accepted candidates wanted for every prompt; null if it is not a single
 *     number
 * @param meanRounds mean number of rounds until a prompt ended
 * @param duration time until the last prompt ended, in units of the time per generated token
 * @param beyondBudget the total budget that the recipe would exceed; the forecast continues without
 *     it. Null for none
 * @param acceptedByDecile mean number of accepted candidates per prompt
 * @param candidatesByDecile mean number of candidates per prompt
 * @param dart DART-Math's rule with the same wanted number at the same coverage; null if there is
 *     no such number, or nothing is covered
 * @param oracle an allocation that knows every pass rate, at the same coverage; null in the same
 *     cases
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
   * The prompts with enough accepted candidates.
   *
   * @param accepted the required number
   * @param prompts number of prompts that have it
   * @param share share of all prompts, 0 to 1
   * @param shareByDecile share of the decile's prompts, 0 to 1
   */
  public record Coverage(int accepted, int prompts, double share, List<Double> shareByDecile) {}

  /**
   * A reference for comparison.
   *
   * @param candidates number of candidates it needs
   * @param ratio the recipe's candidates divided by these
   * @param cap the candidate cap at which it covers as much, interpolated between two integers;
   *     null if it has none
   */
  public record Reference(double candidates, double ratio, @Nullable Double cap) {}
}

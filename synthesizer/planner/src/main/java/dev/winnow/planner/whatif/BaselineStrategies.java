package dev.winnow.planner.whatif;

import java.util.stream.IntStream;

/** What a recipe is compared with. */
public final class BaselineStrategies {
  private BaselineStrategies() {}

  /**
   * DART-Math's own rule (arXiv 2407.13690): pass after pass one candidate for each prompt that has
   * not enough, until it has or the cap is reached. It never orders one too many, and takes up to
   * the cap in rounds.
   *
   * @param wanted accepted candidates of each prompt
   * @param cap most candidates of each prompt
   */
  public static SimulationResult dart(Profile profile, int wanted, int cap, long seed) {
    OutcomeDraws draws = new OutcomeDraws(profile, seed);
    SimulationResult simulation = new SimulationResult(profile.size());
    for (int prompt = 0; prompt < profile.size(); prompt++) {
      while (simulation.accepted(prompt) < wanted && simulation.ordered(prompt) < cap) {
        int index = simulation.ordered(prompt);
        simulation.addRound(prompt);
        simulation.add(prompt, draws.isAccepted(prompt, index), draws.tokens(prompt, index));
      }
      if (simulation.accepted(prompt) >= wanted) {
        simulation.satisfy(prompt);
      }
    }
    return simulation;
  }

  /**
   * Returns what an oracle is expected to spend that knows every pass rate, finishes the cheapest
   * prompts and spends nothing on others. Infinite where it would need a prompt that is never
   * solved.
   *
   * @param covered prompts that shall have the wanted number
   */
  public static double oracle(Profile profile, int wanted, int covered) {
    return IntStream.range(0, profile.size())
        .mapToDouble(prompt -> wanted / profile.passRate(prompt))
        .sorted()
        .limit(covered)
        .sum();
  }
}

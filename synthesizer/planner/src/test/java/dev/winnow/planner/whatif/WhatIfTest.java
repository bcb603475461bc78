package dev.winnow.planner.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.strategy.StrategyRecipes;
import dev.winnow.schemas.Recipe;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final long SEED = 5;

  @Test
  void aRecipeThatReadsPublishedFailRatesGetsThoseOfTheProfile() {
    Recipe published = StrategyRecipes.prop2diff(10, 100, 64, 8, Optional.of("fail_rate"));
    Recipe probing = StrategyRecipes.prop2diff(10, 100, 64, 8, Optional.empty());

    assertThat(run(published, profile(1, 1)).candidates()).isEqualTo(2);
    assertThat(run(probing, profile(1, 1)).candidates()).isEqualTo(2 * 8);
  }

  @Test
  void aPlannerThatKnowsThatAllPromptsPassAtOneRateGivesNoneUp() {
    SimulationResult simulation =
        WhatIf.runKnowing(
            StrategyRecipes.adaptive(2, 4096, 1, 15), rates(200, 0.1), SimulatedPool.usual(), SEED);

    assertThat(simulation.covered(2)).isEqualTo(200);
  }

  @Test
  void aPlannerThatKnowsThatPromptsAreNotWorthThePriceSamplesEachOnce() {
    SimulationResult simulation =
        WhatIf.runKnowing(
            StrategyRecipes.adaptive(2, 4096, 1, 5), rates(200, 0.1), SimulatedPool.usual(), SEED);

    assertThat(simulation.candidates()).isEqualTo(200);
  }

  @Test
  void aWindowKeepsDownWhatIsOnOrderAndEverythingIsServed() {
    Recipe recipe = StrategyRecipes.adaptive(4, 64, 16, 30);

    SimulationResult simulation =
        WhatIf.run(recipe, rates(50, 0.7), new SimulatedPool(4, 10, 8), SEED);

    assertThat(IntStream.range(0, 50).map(simulation::ordered).min().orElse(0)).isPositive();
    assertThat(simulation.covered(4)).isEqualTo(50);
  }

  private static SimulationResult run(Recipe recipe, Profile profile) {
    return WhatIf.run(recipe, profile, SimulatedPool.usual(), SEED);
  }

  private static Profile rates(int prompts, double rate) {
    double[] rates = new double[prompts];
    Arrays.fill(rates, rate);
    return profile(rates);
  }

  private static Profile profile(double... rates) {
    double[] tokens = new double[rates.length];
    Arrays.fill(tokens, 100);
    return new Profile(rates, tokens);
  }
}

package dev.winnow.synthesizer.planner.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Recipe;
import dev.winnow.synthesizer.planner.strategy.Recipes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final long SEED = 5;

  @Test
  void aRecipeThatReadsPublishedFailRatesGetsThoseOfTheProfile() {
    Recipe published = Recipes.prop2diff(10, 100, 64, 8, Optional.of("fail_rate"));
    Recipe probing = Recipes.prop2diff(10, 100, 64, 8, Optional.empty());

    assertThat(run(published, profile(1, 1)).candidates()).isEqualTo(2);
    assertThat(run(probing, profile(1, 1)).candidates()).isEqualTo(2 * 8);
  }

  @Test
  void whoKnowsThatEveryPromptIsSolvedAtTheSameRateGivesNoneUp() {
    Ledger ledger =
        WhatIf.runKnowing(Recipes.adaptive(2, 4096, 1, 15), rates(200, 0.1), Pool.usual(), SEED);

    assertThat(ledger.covered(2)).isEqualTo(200);
  }

  @Test
  void whoKnowsThatThePromptsAreNotWorthThePriceSpendsOneOnEach() {
    Ledger ledger =
        WhatIf.runKnowing(Recipes.adaptive(2, 4096, 1, 5), rates(200, 0.1), Pool.usual(), SEED);

    assertThat(ledger.candidates()).isEqualTo(200);
  }

  @Test
  void aWindowKeepsDownWhatIsOnOrderAndEverythingIsServed() {
    Recipe recipe = Recipes.adaptive(4, 64, 16, 30);

    Ledger ledger = WhatIf.run(recipe, rates(50, 0.7), new Pool(4, 10, 8), SEED);

    assertThat(IntStream.range(0, 50).map(ledger::ordered).min().orElse(0)).isPositive();
    assertThat(ledger.covered(4)).isEqualTo(50);
  }

  private static Ledger run(Recipe recipe, Profile profile) {
    return WhatIf.run(recipe, profile, Pool.usual(), SEED);
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

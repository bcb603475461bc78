package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.plan.Match.Spent;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.schemas.Recipe;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final NamedProfile MIXED =
      BetaMixture.parse("4:2:1,3:0.5:8,3:0.1:9").draw(1_000, 200, 3);
  private static final Recipe ADAPTIVE = SomeRecipes.adaptive(4, 1024, 1);

  private static Match ofFour;

  @BeforeAll
  static void matchOnce() {
    ofFour = match(MIXED, ADAPTIVE, List.of(128)).getFirst();
  }

  @Test
  void anAdaptiveRecipeCoversAsMuchAsDartsRuleForLess() {
    Spent spent = Objects.requireNonNull(ofFour.adaptive());

    assertThat(ofFour.wanted()).isEqualTo(4);
    assertThat(ofFour.cap()).isEqualTo(128);
    assertThat(spent.ratio()).isLessThan(0.75);
    assertThat(spent.candidates()).isLessThan(ofFour.candidates());
    assertThat(spent.toOracle()).isGreaterThan(1);
    assertThat(spent.meanRounds()).isLessThan(8);
  }

  @Test
  void adaptiveComesCloseToTheBestWithoutKnowledgeOfPrompts() {
    double possible = Objects.requireNonNull(ofFour.best()).ratio();
    double reached = Objects.requireNonNull(ofFour.adaptive()).ratio();

    assertThat(reached / possible).isBetween(0.95, 1.2);
  }

  @Test
  void oneAtATimeACapIsTheBestRuleForOneAccepted() {
    Match match = match(MIXED, SomeRecipes.adaptive(1, 1024, 1), List.of(64)).getFirst();

    assertThat(Objects.requireNonNull(match.best()).ratio()).isBetween(0.95, 1.05);
  }

  @Test
  void whereNothingIsCoveredThereIsNothingToCompare() {
    NamedProfile unsolvable =
        new NamedProfile("unsolvable", new Profile(new double[20], tokens(20)));

    Match match = match(unsolvable, ADAPTIVE, List.of(16)).getFirst();

    assertThat(match.adaptive()).isNull();
    assertThat(match.best()).isNull();
  }

  @Test
  void capsWithoutAnAdaptiveRecipeAreRefused() {
    assertThatThrownBy(() -> match(MIXED, SomeRecipes.fixed(4), List.of(64)))
        .isInstanceOf(PlanInputException.class)
        .hasMessageContaining("no recipe has a strategy with a price");
  }

  private static List<Match> match(NamedProfile profile, Recipe recipe, Collection<Integer> caps) {
    return new Forecaster(List.of(recipe), SimulatedPool.usual(), 1, caps)
        .run(List.of(profile), () -> {})
        .profiles()
        .getFirst()
        .matches();
  }

  private static double[] tokens(int prompts) {
    double[] tokens = new double[prompts];
    Arrays.fill(tokens, 100);
    return tokens;
  }
}

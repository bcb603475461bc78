package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.plan.Forecast.Coverage;
import dev.winnow.ops.plan.Forecast.Reference;
import dev.winnow.ops.plan.PlanReport.OnProfile;
import dev.winnow.planner.whatif.Profile;
import dev.winnow.planner.whatif.SimulatedPool;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Recipe;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final NamedProfile MIXED = BetaMixture.parse("6:2:1,4:0.3:6").draw(1_000, 200, 3);

  @Test
  void reportsCandidatesAndCoverageInAllAndByDecile() {
    // Half of the prompts always pass, half never do.
    OnProfile report = on(profile(20, 10), SomeRecipes.uniform(3, 12, 6));

    Forecast forecast = report.recipes().getFirst();
    assertThat(report.meanPassRate()).isEqualTo(0.5);
    assertThat(report.passRateByDecile()).containsExactly(0., 0., 0., 0., 0., 1., 1., 1., 1., 1.);
    assertThat(forecast.candidates()).isEqualTo(10 * 12 + 10 * 3);
    assertThat(forecast.candidatesByDecile())
        .containsExactly(12., 12., 12., 12., 12., 3., 3., 3., 3., 3.);
    assertThat(forecast.acceptedByDecile()).containsExactly(0., 0., 0., 0., 0., 3., 3., 3., 3., 3.);
    assertThat(forecast.coverage()).extracting(Coverage::accepted).containsExactly(1, 3, 4);
    assertThat(forecast.coverage()).extracting(Coverage::prompts).containsExactly(10, 10, 0);
    assertThat(forecast.coverage().getFirst().share()).isEqualTo(0.5);
  }

  @Test
  void comparesARecipeWithDartAndTheOracleAtTheSameCoverage() {
    Forecast forecast = on(profile(20, 10), SomeRecipes.uniform(3, 12, 6)).recipes().getFirst();

    // DART's rule has the ten easy prompts at a cap of 3, and spent as much on the others.
    assertThat(forecast.dart()).isEqualTo(new Reference(60, 150 / 60.0, 3.0));
    assertThat(forecast.oracle()).isEqualTo(new Reference(30, 5, null));
  }

  @Test
  void uniformInRoundsOfOneEqualsDartsRule() {
    Forecast forecast = on(MIXED, SomeRecipes.uniform(4, 64, 1)).recipes().getFirst();

    Reference dart = Objects.requireNonNull(forecast.dart());
    assertThat(dart.ratio()).isCloseTo(1, within(0.02));
    assertThat(Objects.requireNonNull(dart.cap())).isBetween(60.0, 64.0);
    assertThat(Objects.requireNonNull(forecast.oracle()).ratio()).isGreaterThan(1);
  }

  @Test
  void aRecipeWithoutOneWantedNumberIsNotCompared() {
    OnProfile report = on(MIXED, SomeRecipes.fixed(8), SomeRecipes.prop2diff(32, 256));

    assertThat(report.recipes())
        .extracting(Forecast::strategy)
        .containsExactly("fixed", "prop2diff");
    assertThat(report.recipes()).allSatisfy(forecast -> assertThat(forecast.dart()).isNull());
    assertThat(report.recipes()).allSatisfy(forecast -> assertThat(forecast.oracle()).isNull());
  }

  @Test
  void aRecipeThatCoversNothingIsNotCompared() {
    Forecast forecast = on(profile(20, 0), SomeRecipes.uniform(3, 12, 6)).recipes().getFirst();

    assertThat(forecast.dart()).isNull();
    assertThat(forecast.oracle()).isNull();
  }

  @Test
  void aBudgetThatWouldBePassedIsNamed() {
    Recipe tight = SomeRecipes.uniform(3, 12, 6);
    tight.setBudget(new Budget(149L, null, null, null));
    Recipe enough = SomeRecipes.fixed(4);
    enough.setBudget(new Budget(80L, null, null, null));

    assertThat(on(profile(20, 10), tight, enough).recipes())
        .extracting(Forecast::beyondBudget)
        .containsExactly("149 candidates", null);
  }

  @Test
  void everyStrategyIsForecastSideBySide() {
    OnProfile report =
        on(
            MIXED,
            SomeRecipes.fixed(16),
            SomeRecipes.uniform(4, 256, 16),
            SomeRecipes.prop2diff(16, 1024),
            SomeRecipes.adaptive(4, 1024, 60));

    assertThat(report.recipes())
        .extracting(Forecast::recipe)
        .containsExactly("fixed", "uniform", "prop2diff", "adaptive");
    assertThat(report.recipes())
        .allSatisfy(forecast -> assertThat(forecast.candidates()).isPositive());
  }

  @Test
  void prop2diffGivesTheHardMoreAndFixedGivesThemLess() {
    OnProfile report =
        on(profileOf(0.2, 0.4, 0.6, 0.8), SomeRecipes.fixed(64), SomeRecipes.prop2diff(40, 4096));

    assertThat(risesFrom(report.recipes().get(0).acceptedByDecile())).isTrue();
    assertThat(risesFrom(report.recipes().get(1).acceptedByDecile())).isFalse();
  }

  @Test
  void theSameArgumentsGiveTheSameReportAndAnotherSeedAnother() {
    List<Recipe> recipes = List.of(SomeRecipes.uniform(4, 64, 8), SomeRecipes.adaptive(4, 256, 30));

    PlanReport report =
        new Forecaster(recipes, SimulatedPool.usual(), 5, List.of()).run(List.of(MIXED), () -> {});

    assertThat(
            new Forecaster(recipes, SimulatedPool.usual(), 5, List.of())
                .run(List.of(MIXED), () -> {}))
        .isEqualTo(report);
    assertThat(
            new Forecaster(recipes, SimulatedPool.usual(), 6, List.of())
                .run(List.of(MIXED), () -> {}))
        .isNotEqualTo(report);
  }

  @Test
  void twoVersionsOfARecipeAreToldApartAndTheSameOneTwiceIsRefused() {
    Recipe first = SomeRecipes.fixed(8);
    Recipe second = SomeRecipes.fixed(9);
    second.setVersion("v2");

    assertThat(on(MIXED, first, second).recipes())
        .extracting(Forecast::recipe)
        .containsExactly("fixed@v1", "fixed@v2");
    assertThatThrownBy(() -> on(MIXED, first, first))
        .isInstanceOf(PlanInputException.class)
        .hasMessage("recipe fixed@v1 is given twice; keep one, or change it");
  }

  private static boolean risesFrom(List<Double> byDecile) {
    return byDecile.getFirst() < byDecile.getLast();
  }

  private static OnProfile on(NamedProfile profile, Recipe... recipes) {
    return new Forecaster(List.of(recipes), SimulatedPool.usual(), 1, List.of())
        .run(List.of(profile), () -> {})
        .profiles()
        .getFirst();
  }

  private static NamedProfile profile(int prompts, int solvable) {
    double[] rates = new double[prompts];
    Arrays.fill(rates, 0, solvable, 1);
    return named(rates);
  }

  private static NamedProfile profileOf(double... each) {
    double[] rates = new double[100 * each.length];
    Arrays.setAll(rates, i -> each[i % each.length]);
    return named(rates);
  }

  private static NamedProfile named(double[] rates) {
    double[] tokens = new double[rates.length];
    Arrays.fill(tokens, 100);
    return new NamedProfile("some", new Profile(rates, tokens));
  }
}

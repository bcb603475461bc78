package dev.winnow.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every allocation that the rules let through, whatever the verdicts say. */
class StrategyPropertiesTest {
  private static final int MAX_CANDIDATES = RecipeRules.MAX_CANDIDATES;
  private static final int MAX_ROUND = RecipeRules.MAX_ROUND;

  @Property
  void fixedSamplesExactlyItsNumberInOneRound(
      @ForAll @IntRange(min = 1, max = MAX_CANDIDATES) int n) {
    Strategy strategy = new FixedStrategy(n);

    assertThat(strategy.decide(Map.of(), Counts.NONE))
        .isEqualTo(new SampleMore(n, new Wanted.Every()));
    assertThat(strategy.decide(Map.of(), counts(n, 0, n))).isEqualTo(new Satisfied());
  }

  @Property
  void fixedOrdersTheRestWhenTheRecipeWantsMore(
      @ForAll @IntRange(min = 1, max = MAX_CANDIDATES) int n,
      @ForAll @IntRange(max = MAX_CANDIDATES) int ordered) {
    Decision decision = new FixedStrategy(n).decide(Map.of(), counts(ordered, 0, ordered));

    assertThat(decision)
        .isEqualTo(ordered < n ? new SampleMore(n - ordered, new Wanted.Every()) : new Satisfied());
  }

  @Property
  void uniformNeverGoesAboveTheCapAndEndsEveryPrompt(
      @ForAll @IntRange(min = 1, max = 2000) int wanted,
      @ForAll @IntRange(max = 3000) int spare,
      @ForAll @IntRange(min = 1, max = MAX_ROUND) int maxRound,
      @ForAll @DoubleRange(min = 0, max = 1) double passRate,
      @ForAll long seed) {
    int maxCandidates = wanted + spare;
    Strategy strategy = new UniformStrategy(wanted, maxCandidates, maxRound);
    Random random = new Random(seed);
    Counts counts = Counts.NONE;
    int rounds = 0;
    while (strategy.decide(Map.of(), counts) instanceof SampleMore more) {
      assertThat(more.candidates())
          .isBetween(1, Math.min(maxRound, maxCandidates - counts.ordered()));
      counts = sampled(counts, more.candidates(), passRate, random);
      assertThat(++rounds).isLessThanOrEqualTo(maxCandidates);
    }

    assertThat(counts.ordered()).isLessThanOrEqualTo(maxCandidates);
    assertThat(strategy.decide(Map.of(), counts))
        .isInstanceOf(counts.accepted() >= wanted ? Satisfied.class : Exhausted.class);
  }

  @Property
  void uniformOrdersAPositiveNumberUpToTheLargestRecipe(
      @ForAll @IntRange(min = 1, max = MAX_CANDIDATES) int wanted,
      @ForAll @IntRange(max = MAX_CANDIDATES - 1) int ordered,
      @ForAll @DoubleRange(min = 0, max = 1) double passRate) {
    Strategy strategy = new UniformStrategy(wanted, MAX_CANDIDATES, MAX_ROUND);

    Decision decision =
        strategy.decide(Map.of(), counts(ordered, (int) (ordered * passRate), ordered));

    if (decision instanceof SampleMore more) {
      assertThat(more.candidates()).isBetween(1, MAX_ROUND);
    }
  }

  @Property
  void uniformStopsAtWhatIsWanted(
      @ForAll @IntRange(min = 1, max = 100) int wanted,
      @ForAll @IntRange(max = 100) int more,
      @ForAll @IntRange(max = 100) int rejected) {
    int accepted = wanted + more;

    assertThat(
            new UniformStrategy(wanted, 1000, 32)
                .decide(Map.of(), counts(accepted + rejected, accepted, accepted + rejected)))
        .isEqualTo(new Satisfied());
  }

  @Example
  void uniformOrdersFirstWhatIsWantedAndThenWhatIsExpectedToFillIt() {
    Strategy strategy = new UniformStrategy(4, 100, 32);

    assertThat(strategy.decide(Map.of(), Counts.NONE)).isEqualTo(wantingFour(4));
    assertThat(strategy.decide(Map.of(), counts(4, 1, 4))).isEqualTo(wantingFour(9));
    assertThat(strategy.decide(Map.of(), counts(4, 0, 4))).isEqualTo(wantingFour(24));
    assertThat(strategy.decide(Map.of(), counts(28, 0, 28))).isEqualTo(wantingFour(32));
    assertThat(strategy.decide(Map.of(), counts(98, 1, 98))).isEqualTo(wantingFour(2));
  }

  private static Counts sampled(Counts counts, int candidates, double passRate, Random random) {
    int accepted = 0;
    for (int i = 0; i < candidates; i++) {
      accepted += random.nextDouble() < passRate ? 1 : 0;
    }
    return counts(
        counts.ordered() + candidates, counts.accepted() + accepted, counts.judged() + candidates);
  }

  private static Counts counts(int ordered, int accepted, int judged) {
    return new Counts(ordered, accepted, judged, 0, new Wanted.Every());
  }

  private static SampleMore wantingFour(int candidates) {
    return new SampleMore(candidates, new Wanted.Number(4));
  }
}

package dev.winnow.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.difficulty.HeapDifficultyStore;
import dev.winnow.planner.strategy.Decision.Exhausted;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Decision.Satisfied;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.testing.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What must hold of the strategies that measure or learn, whatever the verdicts say. */
class AllocatorTest {
  private static final int TOKENS = 100;

  private final HeapDifficultyStore store = new HeapDifficultyStore();
  private final Allocator allocator = new Allocator(recipe -> store);

  @Property(tries = 200)
  void prop2diffNeverGoesAboveTheCapAndEndsEveryPromptWithAReason(
      @ForAll @IntRange(min = 1, max = 64) int most,
      @ForAll @IntRange(max = 500) int spare,
      @ForAll @IntRange(min = 1, max = 128) int maxRound,
      @ForAll @DoubleRange(min = 0, max = 1) double passRate,
      @ForAll long seed) {
    int maxCandidates = most + spare;
    Recipe recipe =
        StrategyRecipes.prop2diff(
            most,
            maxCandidates,
            maxRound,
            Math.min(8, Math.min(maxRound, maxCandidates)),
            Optional.empty());

    Decision end =
        run(recipe, Map.of(), maxCandidates, maxRound, passRate, new SplittableRandom(seed));

    assertEndedWithReason(end);
  }

  @Property(tries = 100)
  void adaptiveNeverGoesAboveTheCapAndEndsEveryPromptWithAReason(
      @ForAll @IntRange(min = 1, max = 16) int wanted,
      @ForAll @IntRange(max = 500) int spare,
      @ForAll @IntRange(min = 1, max = 128) int maxRound,
      @ForAll @DoubleRange(min = 1, max = 500) double price,
      @ForAll @DoubleRange(min = 0, max = 1) double passRate,
      @ForAll long seed) {
    int maxCandidates = wanted + spare;
    Recipe recipe = StrategyRecipes.adaptive(wanted, maxCandidates, maxRound, price);

    Decision end =
        run(recipe, Map.of(), maxCandidates, maxRound, passRate, new SplittableRandom(seed));

    assertEndedWithReason(end);
  }

  @Property(tries = 100)
  void adaptiveKeepsToItsRoundWhateverWasOrderedBefore(
      @ForAll @IntRange(min = 1, max = 64) int wanted,
      @ForAll @IntRange(min = 1, max = 1_000) int spare,
      @ForAll @IntRange(min = 1, max = 128) int maxRound,
      @ForAll long seed) {
    int maxCandidates = wanted + spare;
    Recipe recipe = StrategyRecipes.adaptive(wanted, maxCandidates, maxRound, 100);
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 50; i++) {
      int judged = random.nextInt(1, maxCandidates);
      int accepted = random.nextInt(Math.min(judged + 1, wanted));
      Counts counts = new Counts(judged, accepted, judged, judged, new Wanted.Number(wanted));
      if (allocator.decide(recipe, Map.of(), counts) instanceof SampleMore more) {
        assertThat(more.candidates()).isBetween(1, Math.min(maxRound, maxCandidates - judged));
      }
    }
  }

  @Example
  void recipesThatDeclareTheSameLearnEachOnItsOwn() {
    Map<String, HeapDifficultyStore> stores = new HashMap<>();
    Allocator both =
        new Allocator(
            recipe -> stores.computeIfAbsent(recipe.getName(), name -> new HeapDifficultyStore()));
    Recipe one = StrategyRecipes.adaptive(4, 64, 8, 20);
    Recipe other = Recipe.newBuilder(one).setName("other").build();

    both.learn(one, Cell.NONE, probed(4));
    both.learn(other, Cell.NONE, probed(4));

    assertThat(stores.values()).extracting(HeapDifficultyStore::rounds).containsExactly(1L, 1L);
  }

  @Example
  void prop2diffWantsMoreOfThePromptsThatFailMore() {
    Recipe recipe = StrategyRecipes.prop2diff(10, 500, 128, 8, Optional.of("fail_rate"));

    assertThat(wanted(recipe, "0")).isEqualTo(1);
    assertThat(wanted(recipe, "0.05")).isEqualTo(1);
    assertThat(wanted(recipe, "0.31")).isEqualTo(4);
    assertThat(wanted(recipe, "1")).isEqualTo(10);
  }

  @Example
  void prop2diffProbesAPromptThatBringsNoUsableFailRate() {
    Recipe recipe = StrategyRecipes.prop2diff(10, 500, 128, 8, Optional.of("fail_rate"));

    for (Map<String, String> metadata :
        List.of(
            Map.<String, String>of(), Map.of("fail_rate", "hard"), Map.of("fail_rate", "1.5"))) {
      assertThat(allocator.decide(recipe, metadata, Counts.NONE))
          .isEqualTo(new SampleMore(8, new Wanted.InProportion(10)));
    }
    // Half of the probe passed: 5 of 10 wanted, 4 there.
    assertThat(allocator.decide(recipe, Map.of(), probed(4)))
        .isEqualTo(new SampleMore(2, new Wanted.Number(5)));
  }

  @Example
  void prop2diffKeepsTheNumberThatItsProbeGave() {
    Recipe recipe = StrategyRecipes.prop2diff(10, 500, 128, 8, Optional.empty());

    Counts unlucky = new Counts(50, 4, 50, 5_000, new Wanted.Number(5));

    assertThat(((SampleMore) allocator.decide(recipe, Map.of(), unlucky)).wanted())
        .isEqualTo(new Wanted.Number(5));
  }

  @Example
  void prop2diffComputesItsShareWithoutRoundingErrors() {
    Recipe recipe = StrategyRecipes.prop2diff(100, 500, 128, 10, Optional.of("fail_rate"));

    assertThat(wanted(recipe, "0.07")).isEqualTo(7);
    assertThat(new Wanted.InProportion(100).after(100, 93)).isEqualTo(new Wanted.Number(7));
    assertThat(new Wanted.InProportion(100).after(8, 8)).isEqualTo(new Wanted.Number(1));
  }

  @Example
  void adaptiveGivesAPromptUpThatNothingComesOfAndSaysSo() {
    Recipe recipe = StrategyRecipes.adaptive(4, 4096, 128, 20);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 100; i++) {
      run(recipe, Map.of(), 4096, 128, i % 2 == 0 ? 0.8 : 0.3, random);
    }

    Decision end = run(recipe, Map.of(), 4096, 128, 0, random);

    assertThat(end).isInstanceOf(Exhausted.class);
    assertThat(((Exhausted) end).isUnsolvable()).isTrue();
    assertThat(((Exhausted) end).reason())
        .startsWith("0 of 4 wanted were accepted")
        .contains("this model does not solve it, or its reference is wrong");
  }

  @Example
  void adaptivePaysMoreWhereThePriceIsHigher() {
    long cheap = spent(2);
    long dear = spent(200);

    assertThat(dear).isGreaterThan(cheap);
  }

  @Property(tries = 20)
  void aRestartedAllocatorDecidesAsTheOneBefore(@ForAll long seed) {
    Recipe recipe = StrategyRecipes.adaptive(4, 256, 64, 30);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 120; i++) {
      run(recipe, Map.of(), 256, 64, random.nextDouble(), random);
    }

    Allocator restarted = new Allocator(any -> store);

    for (int judged = 4; judged < 64; judged += 5) {
      Counts counts = new Counts(judged, judged / 9, judged, 30L * judged, new Wanted.Number(4));
      assertThat(restarted.decide(recipe, Map.of(), counts))
          .isEqualTo(allocator.decide(recipe, Map.of(), counts));
    }
  }

  @Example
  void anAllocationThatThisVersionDoesNotKnowIsRefused() {
    Recipe recipe = Recipe.newBuilder(Records.recipe()).build();
    recipe.setAllocation(Records.allocation("more_for_the_hard_ones"));

    assertThatThrownBy(() -> allocator.decide(recipe, Map.of(), Counts.NONE))
        .isInstanceOf(BadOptionsException.class)
        .hasMessageContaining(
            "there is no allocation strategy 'more_for_the_hard_ones'; use one of [adaptive,");
  }

  private static long spent(double price) {
    AllocatorTest fresh = new AllocatorTest();
    Recipe recipe = StrategyRecipes.adaptive(4, 1024, 64, price);
    SplittableRandom random = new SplittableRandom(3);
    long spent = 0;
    for (int i = 0; i < 300; i++) {
      List<Integer> rounds = new ArrayList<>();
      fresh.run(recipe, Map.of(), 1024, 64, i % 3 == 0 ? 0.02 : 0.6, random, rounds);
      spent += rounds.stream().mapToInt(Integer::intValue).sum();
    }
    return spent;
  }

  private static Counts probed(int accepted) {
    return new Counts(8, accepted, 8, 800, new Wanted.InProportion(10));
  }

  private int wanted(Recipe recipe, String failRate) {
    Decision first = allocator.decide(recipe, Map.of("fail_rate", failRate), Counts.NONE);
    return ((SampleMore) first).candidates();
  }

  private Decision run(
      Recipe recipe,
      Map<String, String> metadata,
      int maxCandidates,
      int maxRound,
      double passRate,
      SplittableRandom random) {
    return run(recipe, metadata, maxCandidates, maxRound, passRate, random, new ArrayList<>());
  }

  private Decision run(
      Recipe recipe,
      Map<String, String> metadata,
      int maxCandidates,
      int maxRound,
      double passRate,
      SplittableRandom random,
      List<Integer> rounds) {
    Counts counts = Counts.NONE;
    Cell before = Cell.NONE;
    while (true) {
      if (counts.judged() > 0) {
        before = allocator.learn(recipe, before, counts);
      }
      Decision decision = allocator.decide(recipe, metadata, counts);
      if (!(decision instanceof SampleMore more)) {
        return decision;
      }
      assertThat(more.candidates())
          .isBetween(1, Math.min(maxRound, maxCandidates - counts.ordered()));
      rounds.add(more.candidates());
      assertThat(rounds.size()).isLessThanOrEqualTo(maxCandidates);
      counts = sampled(counts, more, passRate, random);
    }
  }

  private static void assertEndedWithReason(Decision end) {
    if (end instanceof Exhausted exhausted) {
      assertThat(exhausted.reason()).contains("wanted were accepted");
    } else {
      assertThat(end).isInstanceOf(Satisfied.class);
    }
  }

  private static Counts sampled(
      Counts counts, SampleMore more, double passRate, SplittableRandom random) {
    int candidates = more.candidates();
    int accepted = 0;
    for (int i = 0; i < candidates; i++) {
      accepted += random.nextDouble() < passRate ? 1 : 0;
    }
    return new Counts(
        counts.ordered() + candidates,
        counts.accepted() + accepted,
        counts.judged() + candidates,
        counts.tokens() + (long) TOKENS * candidates,
        more.wanted());
  }
}

package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import dev.winnow.schemas.testing.TestDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every strategy with and without a budget, whatever the verdicts say. */
class PlannerPropertiesTest {
  private static final int MAX_TOKENS = Records.sampling().getMaxTokens();
  private static final int MAX_STEPS = 20_000;

  @Property(tries = 12)
  void everyPromptEndsForAReasonWithinItsCapAndTheBudget(
      @ForAll AnyRecipe kind,
      @ForAll boolean hasBudget,
      @ForAll @IntRange(min = 1, max = 12) int prompts,
      @ForAll @IntRange(min = 1, max = 64) int window,
      @ForAll long seed) {
    Random random = new Random(seed);
    Recipe recipe = kind.recipe(hasBudget, random);
    try (TestDirectory state = TestDirectory.create("planner");
        PlannerDriver planner = new PlannerDriver(state.path(), window)) {
      new Course(planner, recipe, window, random).run(prompts);
    }
  }

  @Property(tries = 10)
  void theSameVerdictsBringTheSameDecisionsInAnyOrderWithinARound(
      @ForAll AnyRecipe kind,
      @ForAll boolean hasBudget,
      @ForAll @IntRange(min = 1, max = 12) int prompts,
      @ForAll @IntRange(min = 1, max = 64) int window,
      @ForAll long seed) {
    Recipe recipe = kind.recipe(hasBudget, new Random(seed));

    List<Object> once = decisions(recipe, prompts, window, new Random(seed + 1), seed);
    List<Object> again = decisions(recipe, prompts, window, new Random(seed + 2), seed);

    assertThat(again).isEqualTo(once);
  }

  /** All that the planner says when rounds are answered one after the other. */
  private static List<Object> decisions(
      Recipe recipe, int prompts, int window, Random order, long seed) {
    List<Object> said = new ArrayList<>();
    LinkedHashMap<String, List<Verdict>> rounds = new LinkedHashMap<>();
    try (TestDirectory state = TestDirectory.create("planner");
        PlannerDriver planner = new PlannerDriver(state.path(), window)) {
      publish(planner, recipe, prompts, seed);
      Set<String> ended = new HashSet<>();
      for (int step = 0; step < MAX_STEPS && ended.size() < prompts; step++) {
        for (SamplingRequest request : planner.requests()) {
          said.add(request);
          rounds
              .computeIfAbsent(id(request), id -> new ArrayList<>())
              .addAll(verdicts(request, seed));
        }
        for (Progress progress : planner.progress()) {
          said.add(progress);
          if (PromptStates.hasEnded(progress)) {
            ended.add(progress.getPromptId());
          }
        }
        answer(planner, rounds, order);
      }
      assertThat(ended).hasSize(prompts);
    }
    return said;
  }

  private static void answer(
      PlannerDriver planner, LinkedHashMap<String, List<Verdict>> rounds, Random order) {
    if (rounds.isEmpty()) {
      planner.pass(Duration.ofHours(1));
    } else {
      List<Verdict> round = rounds.pollFirstEntry().getValue();
      Collections.shuffle(round, order);
      round.forEach(planner::judge);
    }
  }

  private static void publish(PlannerDriver planner, Recipe recipe, int prompts, long seed) {
    planner.publish(recipe);
    Random random = new Random(seed);
    for (int i = 0; i < prompts; i++) {
      String failRate = random.nextBoolean() ? "unknown" : String.valueOf(random.nextDouble());
      planner.publish(
          Prompt.newBuilder(Records.prompt("p" + i))
              .setMetadata(Map.of(AnyRecipe.FAIL_RATE, failRate))
              .build());
    }
  }

  private static List<Verdict> verdicts(SamplingRequest request, long seed) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < request.getCount(); i++) {
      int index = request.getFirstIndex() + i;
      verdicts.add(verdict(id(request), index, seed));
    }
    return verdicts;
  }

  /** A function of its arguments. Each prompt has a pass rate of its own. */
  private static Verdict verdict(String promptId, int index, long seed) {
    double passRate = new Random(seed + promptId.hashCode()).nextDouble();
    Random random = new Random(seed * 31 + promptId.hashCode() * 31L * 31 + index);
    Verdict verdict = Given.rejected(promptId, index);
    if (random.nextDouble() < passRate) {
      verdict = Given.accepted(promptId, index);
    } else if (random.nextInt(4) == 0) {
      verdict = Given.undecided(promptId, index);
    }
    return Verdict.newBuilder(verdict).setTokens(random.nextInt(MAX_TOKENS + 1)).build();
  }

  private static String id(SamplingRequest request) {
    return request.getPrompt().getId();
  }

  /** Prompts are sampled and judged in any order, as hours go by. */
  private static final class Course {
    private final PlannerDriver planner;
    private final Recipe recipe;
    private final int window;
    private final Random random;
    private final long seed;
    private final Books books = new Books();
    private final WithinLimits limits;
    private final List<Verdict> inFlight = new ArrayList<>();
    private final Map<String, Integer> rounds = new LinkedHashMap<>();
    private Duration time = Duration.ofMillis(Records.NOW.toEpochMilli());

    Course(PlannerDriver planner, Recipe recipe, int window, Random random) {
      this.planner = planner;
      this.recipe = recipe;
      this.window = window;
      this.random = random;
      this.seed = random.nextLong();
      this.limits = new WithinLimits(recipe);
    }

    void run(int prompts) {
      publish(planner, recipe, prompts, seed);
      read();
      for (int step = 0; step < MAX_STEPS && books.ended() < prompts; step++) {
        if (inFlight.isEmpty() || random.nextInt(50) == 0) {
          pass(random.nextBoolean() ? Duration.ofMinutes(25) : PlannerDriver.TICK);
        } else {
          judge(inFlight.remove(random.nextInt(inFlight.size())));
        }
        read();
      }
      assertThat(books.ended()).isEqualTo(prompts);
      books.verify();
    }

    private void read() {
      for (SamplingRequest request : planner.requests()) {
        books.onRequest(request);
        limits.onRequest(request, time.toHours());
        inFlight.addAll(verdicts(request, seed));
        rounds.merge(id(request) + request.getRound(), request.getCount(), Integer::sum);
      }
      int largest = rounds.values().stream().max(Integer::compare).orElse(0);
      assertThat(inFlight.size()).isLessThan(window + largest);
      for (Progress progress : planner.progress()) {
        books.onProgress(progress);
        if (PromptStates.hasEnded(progress)) {
          limits.onEnd(progress);
        }
      }
    }

    private void judge(Verdict verdict) {
      books.onVerdict(verdict);
      limits.onVerdict(verdict, time.toHours());
      planner.judge(verdict);
    }

    private void pass(Duration some) {
      time = time.plus(some);
      planner.pass(some);
    }
  }
}

package dev.winnow.ops.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.bench.Workbench;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the real broker, with few prompts: what is reported must be what was done. */
class PlannerRunsIT {
  private static final int PROMPTS = 12;
  private static final int PLACE_BYTES = 12;
  private static final PlannerBenchConfig CONFIG = new PlannerBenchConfig(PROMPTS, 1, 2);

  private static Workbench bench;
  private static PlannerRuns planner;
  private static BenchLoad first;
  private static Census census;

  @BeforeAll
  static void takeACensus() throws Exception {
    bench = Workbench.open(BenchRecipes.POOL);
    planner = new PlannerRuns(bench, 3, PROMPTS, share -> {});
    first = BenchLoad.of(BenchRecipes.uniform(0), CONFIG);
    census = planner.census(first);
  }

  @AfterAll
  static void nothingIsLeftBehind() throws Exception {
    Path data = bench.state().resolveSibling(".").normalize();
    planner.close();

    bench.close();

    assertThat(data).doesNotExist();
  }

  @Test
  void aLivePromptIsKeptAsPublishedAndAnEndedOneIsNot() {
    assertThat(census.live().of("prompts")).isEqualTo(census.published() + PROMPTS * PLACE_BYTES);
    assertThat(census.ended().of("prompts")).isZero();
    assertThat(census.ended().of("statuses"))
        .isBetween(PROMPTS * 40L, census.live().of("statuses"));
  }

  @Test
  void everyVerdictAheadIsTakenInByThePlannerAndByTheReference() throws Exception {
    VerdictsAhead verdicts = VerdictsAhead.of(first, census.accounts());

    CompletedWork ahead = planner.ahead(BenchLoad.of(BenchRecipes.uniform(1), CONFIG), verdicts);
    try (Reference least = new Reference(bench, 4, planner.request())) {
      CompletedWork counted = least.run(first, verdicts);

      assertThat(ahead.verdicts()).isEqualTo(verdicts.size()).isEqualTo(counted.verdicts());
      assertThat(counted.decisions()).isEqualTo(verdicts.rounds(4));
    }
  }

  @Test
  void everyPromptEndsInTheLoop() throws Exception {
    CompletedWork loop = planner.loop(BenchLoad.of(BenchRecipes.adaptive(2), CONFIG));

    assertThat(loop.decisions()).isGreaterThanOrEqualTo(2 * PROMPTS);
    assertThat(loop.verdicts()).isGreaterThanOrEqualTo(BenchRecipes.WANTED * PROMPTS);
  }
}

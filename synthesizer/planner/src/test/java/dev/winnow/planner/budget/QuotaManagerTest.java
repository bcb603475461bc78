package dev.winnow.planner.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.planner.HeapStores;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the quota manager gives to whom, and when. */
class QuotaManagerTest {
  private static final int MAX_TOKENS = Records.recipe().getSampling().getMaxTokens();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final KeyValueStore<byte[], byte[]> store = HeapStores.create();
  private final List<QuotaLease> leases = new ArrayList<>();
  private Optional<Recipe> recipe = Optional.empty();
  private QuotaManager quotaManager = new QuotaManager(store, name -> recipe, leases::add);

  @Test
  void givesInFullWithoutABudget() {
    declare(null);

    quotaManager.onReport(demand(0, 64), 0);

    assertThat(leases).extracting(QuotaLease::getCandidates).containsExactly(64);
  }

  @Test
  void tellsWhatEachLimitHasLeftAndNothingOfLimitsThatAreNotSet() {
    declare(new Budget(1_000L, null, 50L, null));

    quotaManager.onReport(demand(0, 10), 0);

    String name = recipe.orElseThrow().getName();
    assertThat(quotaManager.left(0))
        .isEqualTo(
            Map.of(List.of(name, "candidates"), 990.0, List.of(name, "candidates_per_hour"), 40.0));
    assertThat(quotaManager.left(HOUR))
        .isEqualTo(
            Map.of(List.of(name, "candidates"), 990.0, List.of(name, "candidates_per_hour"), 50.0));
  }

  @Test
  void answersTheOldestDemandFirst() {
    declare(new Budget(1L, null, null, null));
    quotaManager.onReport(demand(3, 1), 0);
    quotaManager.onReport(ordered(3, 1), 0);
    for (int partition : new int[] {2, 0, 1}) {
      quotaManager.onReport(demand(partition, 1), 0);
    }
    leases.clear();

    declare(new Budget(3L, null, null, null));
    quotaManager.onTick(0);

    assertThat(leases)
        .filteredOn(lease -> lease.getCandidates() > 0)
        .extracting(QuotaLease::getPartition)
        .containsExactly(2, 0);
  }

  @Test
  void givesSmallerBlocksAsTheBudgetRunsOut() {
    declare(new Budget(1_000L, null, null, null));
    List<Integer> blocks = new ArrayList<>();

    for (int i = 0; i < 12; i++) {
      quotaManager.onReport(demand(i % 2, 10_000), 0);
      blocks.add(leases.getLast().getCandidates());
    }

    assertThat(blocks).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
    assertThat(blocks.getFirst()).as("half of what is left").isEqualTo(500);
    assertThat(blocks.get(1)).as("a quarter of what is left, for 2 partitions").isEqualTo(125);
    assertThat(blocks.stream().mapToInt(block -> block).sum()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void givesTheNextRoundWholeThoughItIsMoreThanAShareOfTheRest() {
    declare(new Budget(10L, null, null, null));

    quotaManager.onReport(report(0).setWanted(100).setLeast(8).build(), 0);

    assertThat(leases.getLast().getCandidates()).isEqualTo(8);
  }

  @Test
  void tellsARefusalOnce() {
    declare(new Budget(1L, null, null, null));
    quotaManager.onReport(demand(0, 2), 0);
    quotaManager.onReport(ordered(0, 1), 0);
    quotaManager.onReport(demand(1, 2), 0);

    for (int i = 0; i < 5; i++) {
      quotaManager.onTick(HOUR * i);
    }

    assertThat(leases).hasSize(2);
    assertThat(leases.getLast().getRefusal()).isPresent();
    assertThat(leases.getLast().getForThisHour()).isFalse();
  }

  @Test
  void answersADemandThatIsRepeated() {
    declare(new Budget(1L, null, null, null));
    quotaManager.onReport(demand(0, 1), 0);
    quotaManager.onReport(ordered(0, 1), 0);
    quotaManager.onReport(demand(1, 2), 0);
    leases.clear();

    quotaManager.onReport(demand(1, 3), 0);

    assertThat(leases).extracting(QuotaLease::getCandidates).containsExactly(0);
  }

  @Test
  void doesNotCallABudgetSpentWhileALeaseMayComeBack() {
    declare(new Budget(4L, null, null, null));
    quotaManager.onReport(report(0).setWanted(4).setLeast(4).build(), 0);

    quotaManager.onReport(demand(1, 2), 0);

    assertThat(leases.getLast().getForThisHour()).as("goes on by itself").isTrue();
    assertThat(leases.getLast().getRefusal().orElseThrow()).contains("is set aside for");
  }

  @Test
  void tellsAPartitionThatWaitsForTheHourWhenTheWholeBudgetIsSpent() {
    declare(new Budget(2L, null, 1L, null));
    quotaManager.onReport(demand(0, 1), 0);
    quotaManager.onReport(ordered(0, 1), 0);
    quotaManager.onReport(demand(1, 1), 0);
    quotaManager.onReport(demand(2, 1), 0);
    leases.clear();

    quotaManager.onTick(HOUR);
    quotaManager.onReport(ordered(1, 1), HOUR);

    assertThat(leases)
        .extracting(QuotaLease::getPartition, QuotaLease::getCandidates, QuotaLease::getForThisHour)
        .contains(tuple(1, 1, false), tuple(2, 0, false));
  }

  @Test
  void givesUnusedCandidatesAgain() {
    declare(new Budget(4L, null, null, null));
    quotaManager.onReport(report(0).setWanted(4).setLeast(4).build(), 0);
    quotaManager.onReport(report(1).setWanted(4).setLeast(4).build(), 0);

    quotaManager.onReport(report(0).setOrdered(1).setUnused(3).build(), 0);

    assertThat(leases.getLast())
        .returns(1, QuotaLease::getPartition)
        .returns(3, QuotaLease::getCandidates);
  }

  @Test
  void givesUnusedCandidatesOfThisHourAgainInThisHour() {
    declare(new Budget(null, null, 4L, null));
    quotaManager.onReport(report(0).setWanted(4).setLeast(4).build(), HOUR);
    quotaManager.onReport(report(0).setUnused(4).setUnusedHour(1).build(), HOUR);

    quotaManager.onReport(report(1).setWanted(4).setLeast(4).build(), HOUR);

    assertThat(leases.getLast().getCandidates()).isEqualTo(4);
  }

  @Test
  void unusedCandidatesOfAnEarlierHourAddNothingToThisOne() {
    declare(new Budget(null, null, 4L, null));
    quotaManager.onReport(report(0).setWanted(4).setLeast(4).build(), HOUR);
    quotaManager.onReport(report(1).setWanted(4).setLeast(4).build(), 2 * HOUR);
    quotaManager.onReport(
        report(0).setUnused(4).setUnusedHour(1).setWanted(4).setLeast(4).build(), 2 * HOUR);

    assertThat(leases.stream().filter(lease -> lease.getHour() == 2))
        .extracting(QuotaLease::getCandidates)
        .containsExactly(4, 0);
  }

  @Test
  void takesBackNoMoreThanItGave() {
    declare(new Budget(4L, null, null, null));
    quotaManager.onReport(report(0).setWanted(4).setLeast(4).build(), 0);
    quotaManager.onReport(ordered(0, 4), 0);

    quotaManager.onReport(report(0).setUnused(1_000).setJudged(1_000).setWanted(9).build(), 0);

    assertThat(leases.getLast().getCandidates()).isZero();
  }

  @Test
  void aDemandUnderADeletedRecipeWaitsForItsReturn() {
    quotaManager.onReport(demand(0, 4), 0);
    assertThat(leases).isEmpty();

    declare(null);
    quotaManager.onTick(0);

    assertThat(leases).hasSize(1);
  }

  @Test
  void aDemandSurvivesARestart() {
    quotaManager.onReport(demand(0, 4), 0);

    quotaManager = new QuotaManager(store, name -> recipe, leases::add);
    declare(null);
    quotaManager.onTick(0);

    assertThat(leases).hasSize(1);
  }

  @Test
  void outstandingCandidatesKeepTheLengthTheyWereLeasedWith() {
    declare(new Budget(null, 10L * MAX_TOKENS, null, null));
    quotaManager.onReport(report(0).setWanted(9).setLeast(9).build(), 0);
    recipe = Optional.of(withMaxTokens(recipe.orElseThrow(), 1));

    int wanted = 10 * MAX_TOKENS;
    quotaManager.onReport(report(1).setWanted(wanted).setLeast(wanted).build(), 0);

    assertThat(leases.getLast().getCandidates()).isEqualTo(MAX_TOKENS);
  }

  @Test
  void oneTickUnderAClockFarAheadDoesNotHoldUpTheHoursUntilThen() {
    declare(new Budget(null, null, 1L, null));
    quotaManager.onReport(demand(0, 1), HOUR);
    quotaManager.onReport(ordered(0, 1), HOUR);
    quotaManager.onReport(demand(1, 1), HOUR);
    quotaManager.onTick(HOUR * 100_000);
    quotaManager.onReport(ordered(1, 1), HOUR);
    quotaManager.onReport(demand(2, 1), HOUR);
    leases.clear();

    quotaManager.onTick(HOUR * 2);

    assertThat(leases)
        .extracting(QuotaLease::getPartition, QuotaLease::getCandidates)
        .contains(tuple(2, 1));
  }

  @Test
  void aClockThatGoesBackDoesNotGiveAnHourTwice() {
    declare(new Budget(null, null, 1L, null));
    quotaManager.onReport(demand(0, 1), HOUR);

    quotaManager.onReport(demand(1, 1), HOUR - 1);
    quotaManager.onTick(HOUR);

    assertThat(leases).filteredOn(lease -> lease.getCandidates() > 0).hasSize(1);
  }

  private static Recipe withMaxTokens(Recipe recipe, int most) {
    SamplingParams sampling =
        SamplingParams.newBuilder(recipe.getSampling()).setMaxTokens(most).build();
    return Recipe.newBuilder(recipe).setSampling(sampling).build();
  }

  private void declare(@Nullable Budget budget) {
    recipe = Optional.of(Recipe.newBuilder(Records.recipe()).setBudget(budget).build());
  }

  private static UsageReport demand(int partition, int candidates) {
    return report(partition).setWanted(candidates).setLeast(1).build();
  }

  private static UsageReport ordered(int partition, int candidates) {
    return report(partition).setOrdered(candidates).build();
  }

  private static UsageReport.Builder report(int partition) {
    return UsageReport.newBuilder().setRecipe("arithmetic").setPartition(partition);
  }
}

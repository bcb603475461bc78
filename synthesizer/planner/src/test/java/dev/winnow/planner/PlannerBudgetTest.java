package dev.winnow.planner;

import static dev.winnow.planner.BudgetedRecipes.candidates;
import static dev.winnow.planner.BudgetedRecipes.ordered;
import static dev.winnow.planner.BudgetedRecipes.recipe;
import static dev.winnow.planner.BudgetedRecipes.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.state.AwaitingHour;
import dev.winnow.planner.state.BudgetSpent;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe with a budget gets. A candidate has at most 64 tokens, and takes 5. */
class PlannerBudgetTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void neverOrdersMoreThanTheBudget() {
    planner.publish(candidates(10L));

    planner.publishPrompts(6);

    assertThat(ordered(planner.requests())).isEqualTo(10);
  }

  @Test
  void ordersASmallerRoundWhenTheBudgetHasLessThanTheRoundWants() {
    planner.publish(candidates(6L));

    planner.publishPrompts(2);

    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4, 2);
  }

  @Test
  void endsPromptsAsExhaustedWithTheReasonWhenTheBudgetIsSpent() {
    planner.publish(candidates(4L));

    planner.publishPrompts(2);

    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .satisfies(
            end ->
                assertThat(end.getReason().orElseThrow())
                    .contains("budget of 4 candidates is spent", "raise it"));
  }

  @Test
  void endsAPromptBetweenRoundsWithTheCountsItHas() {
    planner.publish(candidates(4L));
    planner.publishPrompts(1);

    planner.judge(Given.rejected("p0", 0, 4));

    assertThat(last(planner.progress(), "p0"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .returns(4, Progress::getJudged);
  }

  @Test
  void resumesPromptsOldestFirstWhenTheBudgetIsRaised() {
    planner.publish(candidates(4L));
    planner.publishPrompts(3);
    planner.requests();

    planner.publish(candidates(12L));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests())
        .extracting(request -> request.getPrompt().getId())
        .containsExactly("p1", "p2");
    assertThat(last(planner.progress(), "p2").getState()).isEqualTo(PromptState.SAMPLING);
  }

  @Test
  void samplesAResumedPromptToItsEnd() {
    planner.publish(candidates(4L));
    planner.publishPrompts(1);
    planner.judge(Given.rejected("p0", 0, 4));
    planner.publish(candidates(100L));
    planner.pass(PlannerDriver.TICK);

    List<SamplingRequest> next = planner.requests();
    planner.judge(Given.accepted("p0", 4), Given.accepted("p0", 5), Given.accepted("p0", 6));
    planner.judge(Given.accepted("p0", 7));

    assertThat(next.getLast().getFirstIndex()).isEqualTo(4);
    assertThat(last(planner.progress(), "p0").getState()).isEqualTo(PromptState.SATISFIED);
  }

  @Test
  void resumesPromptsWhenTheBudgetIsRemoved() {
    planner.publish(candidates(4L));
    planner.publishPrompts(3);

    planner.publish(recipe(null));
    planner.pass(PlannerDriver.TICK);

    assertThat(ordered(planner.requests())).isEqualTo(12);
  }

  @Test
  void resumesPromptsInTheNextHour() {
    planner.publish(recipe(new Budget(null, null, 4L, null)));
    planner.publishPrompts(2);
    assertThat(ordered(planner.requests())).isEqualTo(4);
    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.SAMPLING, Progress::getState)
        .satisfies(
            waits -> assertThat(waits.getReason().orElseThrow()).contains("in the next hour"));

    planner.pass(Duration.ofHours(1));

    assertThat(planner.requests())
        .filteredOn(request -> request.getAttempt() == 0)
        .extracting(request -> request.getPrompt().getId())
        .containsExactly("p1");
  }

  @Test
  void setsTokensAsideUntilTheyAreGenerated() {
    planner.publish(recipe(new Budget(null, 64L * 5, null, null)));
    planner.publishPrompts(2);
    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4, 1);

    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1));
    planner.judge(Given.accepted("p0", 2), Given.accepted("p0", 3));
    planner.judge(Given.rejected("p1", 0));

    // 25 tokens were generated: 295 are left, which hold the next round's 4.
    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4);
  }

  @Test
  void countsTheTokensOfScorersBesideThoseOfSampling() {
    planner.publish(recipe(new Budget(null, 64L * 5, null, null)));
    planner.publishPrompts(2);
    planner.requests();

    planner.judge(scored(Given.accepted("p0", 0), 200, 31), Given.accepted("p0", 1));
    planner.judge(Given.accepted("p0", 2), Given.accepted("p0", 3));
    planner.judge(Given.rejected("p1", 0));

    // 25 tokens were generated and 231 were spent on scores: 64 are left, which hold 1 candidate.
    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(1);
    assertThat(last(planner.progress(), "p0"))
        .returns(231L, Progress::getScoringTokens)
        .returns(20L, Progress::getTokens);
  }

  private static Verdict scored(Verdict verdict, long inputTokens, long outputTokens) {
    ScoredBy by =
        ScoredBy.newBuilder()
            .setScorer("judge")
            .setVersion("judge/1")
            .setModel("m")
            .setInputTokens(inputTokens)
            .setOutputTokens(outputTokens)
            .build();
    return Verdict.newBuilder(verdict).setScoredBy(List.of(by)).build();
  }

  @Test
  void aPromptThatWaitsForSetAsideTokensGivesUpItsPlaceInThePool() {
    planner.publish(recipe(new Budget(null, 64L * 4, null, null)));
    planner.publishPrompts(2);
    planner.requests();

    assertThat(planner.statuses().get("p1")).isInstanceOf(AwaitingHour.class);
    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.SAMPLING, Progress::getState)
        .satisfies(
            waits -> assertThat(waits.getReason().orElseThrow()).contains("is set aside for"));
    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1), Given.accepted("p0", 2));
    planner.judge(Given.accepted("p0", 3));
    assertThat(ordered(planner.requests())).isEqualTo(3);
  }

  @Test
  void endsPromptsAsExhaustedWhenTheTokensAreSpent() {
    planner.publish(recipe(new Budget(null, 64L, null, null)));
    planner.publishPrompts(1);
    planner.judge(Given.rejected("p0", 0));

    assertThat(last(planner.progress(), "p0"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .satisfies(end -> assertThat(end.getReason().orElseThrow()).contains("64 tokens"));
  }

  @Test
  void givesTheLeaseToTheNextPromptWhenTheFirstIsForgotten() {
    planner.publish(candidates(4L));
    planner.publishPrompts(2);
    planner.pass(Duration.ofMillis(Records.recipe().getRetentionMs()));
    planner.requests();
    planner.publish(Given.under("arithmetic", Records.prompt("later")));

    planner.publish(candidates(8L));
    planner.pass(PlannerDriver.TICK);
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests())
        .filteredOn(request -> request.getAttempt() == 0)
        .extracting(request -> request.getPrompt().getId())
        .containsExactly("later");
  }

  @Test
  void decidesAResumedPromptByTheRecipeAsItStandsThen() {
    planner.publish(candidates(4L));
    planner.publishPrompts(1);
    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1), Given.rejected("p0", 2));
    planner.judge(Given.rejected("p0", 3));
    planner.requests();

    planner.publish(wanting(2, 64, 100L));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests()).isEmpty();
    assertThat(last(planner.progress(), "p0").getState()).isEqualTo(PromptState.SATISFIED);
  }

  @Test
  void keepsACapThatWasLoweredWhileAPromptWaited() {
    planner.publish(candidates(4L));
    planner.publishPrompts(1);
    planner.judge(Given.rejected("p0", 0, 4));
    planner.requests();

    planner.publish(wanting(4, 5, 100L));
    planner.pass(PlannerDriver.TICK);

    assertThat(ordered(planner.requests())).isEqualTo(1);
  }

  @Test
  void givesTheNextPromptWhatAPromptNoLongerNeeds() {
    planner.publish(candidates(4L));
    planner.publishPrompts(2);
    planner.judge(Given.rejected("p0", 0, 4));
    planner.requests();

    planner.publish(wanting(4, 4, 9L));
    planner.pass(PlannerDriver.TICK);
    planner.judge(Given.rejected("p1", 0, 4));
    planner.publishPrompts(4);

    assertThat(ordered(planner.requests())).isEqualTo(5);
  }

  @Test
  void aPromptWhoseWholeBudgetIsSpentWaitsForALargerOne() {
    planner.publish(candidates(4L));

    planner.publishPrompts(2);

    assertThat(planner.statuses().get("p1")).isInstanceOf(BudgetSpent.class);
  }

  @Test
  void tellsTheReasonOncePerPromptThoughHoursGoBy() {
    planner.publish(recipe(new Budget(null, null, 4L, null)));
    planner.publishPrompts(5);
    planner.progress();

    planner.pass(Duration.ofHours(1));
    planner.pass(Duration.ofHours(1));

    assertThat(planner.progress())
        .filteredOn(report -> report.getReasonCode().isPresent())
        .as("prompts that are told again")
        .isEmpty();
  }

  private static Progress last(List<Progress> progress, String promptId) {
    return progress.stream()
        .filter(report -> report.getPromptId().equals(promptId))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}

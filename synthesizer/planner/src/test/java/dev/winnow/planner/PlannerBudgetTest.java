package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.state.PromptLife.Suspended;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  void noMoreIsOrderedThanTheBudgetHas() {
    planner.publish(candidates(10L));

    publish(6);

    assertThat(ordered(planner.requests())).isEqualTo(10);
  }

  @Test
  void aRoundGetsWhatIsLeftOfTheBudget() {
    planner.publish(candidates(6L));

    publish(2);

    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4, 2);
  }

  @Test
  void whenTheBudgetIsSpentPromptsEndAsExhaustedWithThatReason() {
    planner.publish(candidates(4L));

    publish(2);

    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .satisfies(
            end ->
                assertThat(end.getReason().orElseThrow())
                    .contains("budget of 4 candidates is spent", "raise it"));
  }

  @Test
  void aPromptInTheMiddleOfItsRoundsEndsWithTheAccountItHas() {
    planner.publish(candidates(4L));
    publish(1);

    planner.judge(Given.rejected("p0", 0, 4));

    assertThat(last(planner.progress(), "p0"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .returns(4, Progress::getJudged);
  }

  @Test
  void raisingTheBudgetLetsThemGoOn() {
    planner.publish(candidates(4L));
    publish(3);
    planner.requests();

    planner.publish(candidates(12L));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests())
        .extracting(request -> request.getPrompt().getId())
        .containsExactly("p1", "p2");
    assertThat(last(planner.progress(), "p2").getState()).isEqualTo(PromptState.SAMPLING);
  }

  @Test
  void aPromptThatGoesOnIsSampledToItsEnd() {
    planner.publish(candidates(4L));
    publish(1);
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
  void takingTheBudgetAwayLetsThemGoOn() {
    planner.publish(candidates(4L));
    publish(3);

    planner.publish(recipe(null));
    planner.pass(PlannerDriver.TICK);

    assertThat(ordered(planner.requests())).isEqualTo(12);
  }

  @Test
  void theBudgetOfAnHourIsThereAgainInTheNext() {
    planner.publish(recipe(new Budget(null, null, 4L, null)));
    publish(2);
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
  void tokensAreSetAsideUntilTheyAreGenerated() {
    planner.publish(recipe(new Budget(null, 64L * 5, null, null)));
    publish(2);
    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4, 1);

    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1));
    planner.judge(Given.accepted("p0", 2), Given.accepted("p0", 3));
    planner.judge(Given.rejected("p1", 0));

    // 25 tokens were generated: 295 are left, which hold the next round's 4.
    assertThat(planner.requests()).extracting(SamplingRequest::getCount).containsExactly(4);
  }

  @Test
  void aPromptWaitsForTokensThatAreSetAsideWithoutKeepingItsPlaceInThePool() {
    planner.publish(recipe(new Budget(null, 64L * 4, null, null)));
    publish(2);
    planner.requests();

    assertThat(planner.lives().get("p1")).isInstanceOf(Suspended.class);
    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.SAMPLING, Progress::getState)
        .satisfies(
            waits -> assertThat(waits.getReason().orElseThrow()).contains("is set aside for"));
    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1), Given.accepted("p0", 2));
    planner.judge(Given.accepted("p0", 3));
    assertThat(ordered(planner.requests())).isEqualTo(3);
  }

  @Test
  void whenTheTokensAreSpentPromptsEndAsExhausted() {
    planner.publish(recipe(new Budget(null, 64L, null, null)));
    publish(1);
    planner.judge(Given.rejected("p0", 0));

    assertThat(last(planner.progress(), "p0"))
        .returns(PromptState.EXHAUSTED, Progress::getState)
        .satisfies(end -> assertThat(end.getReason().orElseThrow()).contains("64 tokens"));
  }

  @Test
  void aRecipeWithoutABudgetAsksForNothing() {
    planner.publish(recipe(null));

    publish(2);

    assertThat(planner.quotaRequests()).isEmpty();
  }

  @Test
  void whatIsGrantedToAPromptThatIsForgottenGoesToTheNext() {
    planner.publish(candidates(4L));
    publish(2);
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
  void whatAPromptGoesOnWithIsDecidedByTheRecipeAsItStandsThen() {
    planner.publish(candidates(4L));
    publish(1);
    planner.judge(Given.accepted("p0", 0), Given.accepted("p0", 1), Given.rejected("p0", 2));
    planner.judge(Given.rejected("p0", 3));
    planner.requests();

    planner.publish(wanting(2, 64, 100L));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests()).isEmpty();
    assertThat(last(planner.progress(), "p0").getState()).isEqualTo(PromptState.SATISFIED);
  }

  @Test
  void aCapThatWasLoweredWhileAPromptWaitedIsKept() {
    planner.publish(candidates(4L));
    publish(1);
    planner.judge(Given.rejected("p0", 0, 4));
    planner.requests();

    planner.publish(wanting(4, 5, 100L));
    planner.pass(PlannerDriver.TICK);

    assertThat(ordered(planner.requests())).isEqualTo(1);
  }

  @Test
  void whatAPromptNeedsNoMoreGoesToTheNext() {
    planner.publish(candidates(4L));
    publish(2);
    planner.judge(Given.rejected("p0", 0, 4));
    planner.requests();

    planner.publish(wanting(4, 4, 9L));
    planner.pass(PlannerDriver.TICK);
    planner.judge(Given.rejected("p1", 0, 4));
    publish(4);

    assertThat(ordered(planner.requests())).isEqualTo(5);
  }

  private static Recipe wanting(int accepted, int maxCandidates, Long most) {
    return Records.versioned(
        Recipe.newBuilder(Given.uniform(accepted, maxCandidates, 4))
            .setBudget(new Budget(most, null, null, null))
            .build());
  }

  private void publish(int prompts) {
    for (int i = 0; i < prompts; i++) {
      planner.publish(Records.prompt("p" + i));
    }
  }

  private static int ordered(List<SamplingRequest> requests) {
    return requests.stream().mapToInt(SamplingRequest::getCount).sum();
  }

  private static Progress last(List<Progress> progress, String promptId) {
    return progress.stream()
        .filter(report -> report.getPromptId().equals(promptId))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** Rounds of 4 until 4 are accepted. */
  private static Recipe recipe(@Nullable Budget budget) {
    return Records.versioned(Recipe.newBuilder(Given.uniform(4, 64, 4)).setBudget(budget).build());
  }

  private static Recipe candidates(Long most) {
    return recipe(new Budget(most, null, null, null));
  }
}

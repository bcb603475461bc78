package dev.winnow.planner;

import static dev.winnow.planner.BudgetedRecipes.candidates;
import static dev.winnow.planner.BudgetedRecipes.ordered;
import static dev.winnow.planner.BudgetedRecipes.recipe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a paused recipe gets. */
class PlannerPauseTest {
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
  void aPausedRecipeOrdersNothingAndItsPromptsWaitWithTheReason() {
    planner.publish(paused(recipe(null)));

    planner.publishPrompts(2);

    assertThat(planner.requests()).isEmpty();
    assertThat(last(planner.progress(), "p1"))
        .returns(PromptState.SAMPLING, Progress::getState)
        .satisfies(waits -> assertThat(waits.getReasonCode()).contains(Reasons.RECIPE_PAUSED))
        .satisfies(waits -> assertThat(waits.getReason().orElseThrow()).contains("paused"));
  }

  @Test
  void aRecipeThatIsPausedLaterGetsTheVerdictsOfWhatIsOnOrderAndThenWaits() {
    planner.publish(recipe(null));
    planner.publishPrompts(1);
    planner.requests();
    planner.publish(paused(recipe(null)));

    planner.judge(Given.rejected("p0", 0, 4));

    assertThat(planner.requests()).isEmpty();
    assertThat(last(planner.progress(), "p0"))
        .returns(PromptState.SAMPLING, Progress::getState)
        .returns(4, Progress::getJudged)
        .satisfies(waits -> assertThat(waits.getReasonCode()).contains(Reasons.RECIPE_PAUSED));
  }

  @Test
  void aResumedRecipeGoesOnWhereItStood() {
    planner.publish(paused(recipe(null)));
    planner.publishPrompts(2);
    planner.requests();

    planner.publish(recipe(null));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests())
        .extracting(request -> request.getPrompt().getId())
        .containsExactlyInAnyOrder("p0", "p1");
  }

  @Test
  void aPausedRecipeWithABudgetKeepsItsBudgetWhenItIsResumed() {
    planner.publish(candidates(6L));
    planner.publishPrompts(1);
    planner.publish(paused(candidates(6L)));
    planner.pass(PlannerDriver.TICK);
    planner.publishPrompts(3);
    int before = ordered(planner.requests());

    planner.publish(candidates(6L));
    planner.pass(PlannerDriver.TICK);
    planner.pass(PlannerDriver.TICK);

    assertThat(before).isEqualTo(4);
    assertThat(ordered(planner.requests())).isEqualTo(2);
  }

  @Test
  void pausingIsNoPartOfTheVersion() {
    assertThat(paused(recipe(null)).getVersion()).isEqualTo(recipe(null).getVersion());
  }

  private static Progress last(List<Progress> progress, String promptId) {
    return progress.stream()
        .filter(one -> one.getPromptId().equals(promptId))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Recipe paused(Recipe recipe) {
    return Records.versioned(Recipe.newBuilder(recipe).setPaused(true).build());
  }
}

package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How recipes share a pool. */
class PlannerSharingTest {
  private static final int WINDOW = 8;

  @TempDir Path stateDirectory;
  private PlannerDriver planner;
  private final Queue<SamplingRequest> onOrder = new ArrayDeque<>();

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory, WINDOW);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void noMoreThanAWindowIsOnOrder() {
    planner.publish(Given.fixed(2));

    publish("arithmetic", 100);

    assertThat(planner.requests()).hasSize(WINDOW / 2);
  }

  @Test
  void aPromptThatWaitsForItsTurnIsReported() {
    planner.publish(Given.fixed(8));
    publish("arithmetic", 2);

    assertThat(planner.progress())
        .extracting(Progress::getState, Progress::getOrdered)
        .containsExactly(tuple(PromptState.SAMPLING, 8), tuple(PromptState.SAMPLING, 0));
  }

  @Test
  void aSmallStreamIsNotStarvedByALargeOne() {
    planner.publish(recipe("large", 1));
    planner.publish(recipe("small", 1));
    publish("large", 1_000);
    publish("small", 10);

    Map<String, Integer> served = serve(WINDOW + 20);

    assertThat(served).containsEntry("small", 10);
  }

  @Test
  void recipesAreServedInProportionToTheirPriorities() {
    planner.publish(recipe("one", 1));
    planner.publish(recipe("three", 3));
    publish("one", 500);
    publish("three", 500);

    Map<String, Integer> served = serve(WINDOW + 100);

    assertThat(served.get("three")).isBetween(73, 77);
  }

  @Test
  void aRecipeThatComesLateGetsItsShareFromThenOn() {
    planner.publish(recipe("early", 1));
    planner.publish(recipe("late", 1));
    publish("early", 500);
    serve(200);
    publish("late", 500);

    Map<String, Integer> served = serve(WINDOW + 100);

    assertThat(served.get("late")).isBetween(48, 52);
  }

  @Test
  void promptsThatWereBegunComeFirst() {
    planner.publish(Given.uniform(1, 8, 2));
    publish("arithmetic", 20);
    List<SamplingRequest> first = planner.requests();

    first.forEach(request -> planner.judge(Given.rejected(id(request), 0)));

    assertThat(planner.requests())
        .extracting(request -> request.getPrompt().getId())
        .allSatisfy(id -> assertThat(first).extracting(PlannerSharingTest::id).contains(id));
  }

  @Test
  void poolsDoNotWaitForEachOther() {
    planner.publish(recipe("busy", 1));
    planner.publish(
        Records.versioned(Recipe.newBuilder(recipe("idle", 1)).setPool("other").build()));
    publish("busy", 100);

    publish("idle", 3);

    assertThat(planner.requests("other")).hasSize(3);
  }

  @Test
  void promptsThatWaitEndWhenTheirRecipeIsDeleted() {
    planner.publish(recipe("busy", 1));
    publish("busy", 100);
    planner.progress();

    planner.delete(recipe("busy", 1));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.progress())
        .filteredOn(progress -> progress.getState() == PromptState.FAILED)
        .hasSize(100 - WINDOW);
  }

  @Test
  void missingCandidatesFreeTheirPlaceWhenTheirPromptEnds() {
    planner.publish(recipe("busy", 1));
    publish("busy", WINDOW + 3);
    planner.requests();
    planner.delete(recipe("busy", 1));
    planner.pass(Duration.ofMillis(Records.recipe().getReissueAfterMs()));

    planner.publish(recipe("next", 1));
    publish("next", WINDOW);

    assertThat(planner.requests()).hasSize(WINDOW);
  }

  @Test
  void oneTickEndsABoundedNumberOfPromptsAndTheNextOnesTheRest() {
    planner.publish(recipe("busy", 1));
    publish("busy", 2_500);
    planner.progress();
    planner.delete(recipe("busy", 1));

    List<Integer> failed = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      planner.pass(PlannerDriver.TICK);
      failed.add(planner.progress().size());
    }

    assertThat(failed).containsExactly(1_000, 1_000, 500 - WINDOW);
  }

  @Test
  void promptsThatGoOnUnderALargerBudgetDoNotFloodThePool() {
    planner.publish(budgeted(WINDOW));
    publish("busy", 100);
    serve(WINDOW);

    planner.publish(budgeted(1_000));
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests()).hasSizeBetween(1, WINDOW);
  }

  @Test
  void promptsThatGoOnUnderALargerBudgetAllComeToTheirEnd() {
    planner.publish(budgeted(WINDOW));
    publish("busy", 100);
    serve(WINDOW);

    planner.publish(budgeted(1_000));
    planner.pass(PlannerDriver.TICK);
    planner.progress();
    serve(1_000);

    assertThat(planner.progress())
        .filteredOn(progress -> progress.getState() == PromptState.SATISFIED)
        .hasSize(100 - WINDOW);
  }

  @Test
  void promptsThatGoOnUnderALargerBudgetTakeTurnsWithOtherRecipes() {
    planner.publish(budgeted(WINDOW));
    planner.publish(recipe("other", 1));
    publish("busy", 100);
    serve(WINDOW);
    planner.publish(budgeted(1_000));
    planner.pass(PlannerDriver.TICK);
    publish("other", 100);

    Map<String, Integer> served = serve(WINDOW + 60);

    assertThat(served.get("other")).isBetween(28, 32);
  }

  @Test
  void doesNotOrderAHeldShareInTheNextHour() {
    planner.publish(
        Records.versioned(
            Recipe.newBuilder(recipe("busy", 1))
                .setBudget(new Budget(null, null, 20L, null))
                .build()));
    publish("busy", 60);
    assertThat(orderedWhileServed()).isEqualTo(20);
    planner.pass(Duration.ofHours(1));
    onOrder.addAll(planner.requests());

    planner.pass(Duration.ofHours(1));

    assertThat(orderedWhileServed()).isEqualTo(20);
  }

  /** Candidates ordered from here on, each judged, until no more are. */
  private int orderedWhileServed() {
    int ordered = 0;
    for (List<SamplingRequest> some = planner.requests(); ; some = planner.requests()) {
      ordered += (int) some.stream().filter(request -> request.getAttempt() == 0).count();
      onOrder.addAll(some);
      if (onOrder.isEmpty()) {
        return ordered;
      }
      planner.judge(Given.accepted(id(onOrder.remove()), 0));
    }
  }

  @Test
  void aHeldShareGoesBackWhenItsRecipeIsDeleted() {
    planner.publish(budgeted(WINDOW));
    publish("busy", 20);
    serve(WINDOW);
    planner.publish(budgeted(20));
    planner.pass(PlannerDriver.TICK);
    planner.delete(budgeted(20));
    planner.pass(PlannerDriver.TICK);

    planner.publish(budgeted(20));
    publish("busy", 30);
    serve(1_000);
    planner.pass(PlannerDriver.TICK);

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress())
        .filteredOn(progress -> progress.getState() == PromptState.SATISFIED)
        .hasSize(20);
  }

  private static Recipe budgeted(long candidates) {
    return Records.versioned(
        Recipe.newBuilder(recipe("busy", 1))
            .setBudget(new Budget(candidates, null, null, null))
            .build());
  }

  private void publish(String recipe, int prompts) {
    for (int i = 0; i < prompts; i++) {
      planner.publish(Given.under(recipe, Records.prompt(recipe + '-' + i)));
    }
  }

  /** Judges this many candidates in the order of their orders; tells who got them. */
  private Map<String, Integer> serve(int candidates) {
    Map<String, Integer> served = new TreeMap<>();
    onOrder.addAll(planner.requests());
    for (int i = 0; i < candidates && !onOrder.isEmpty(); i++) {
      SamplingRequest request = onOrder.remove();
      if (i >= WINDOW) {
        served.merge(request.getPrompt().getRecipe(), 1, Integer::sum);
      }
      planner.judge(Given.accepted(id(request), request.getFirstIndex()));
      onOrder.addAll(planner.requests());
    }
    return served;
  }

  private static String id(SamplingRequest request) {
    return request.getPrompt().getId();
  }

  private static Recipe recipe(String name, int priority) {
    return Records.versioned(
        Recipe.newBuilder(Given.fixed(1)).setName(name).setPriority(priority).build());
  }
}

package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of the recipe that wants 2 accepted of at most 8, in rounds of at most 4. */
class PlannerRoundsTest {
  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(Records.recipe());
    planner.publish(Records.prompt("p"));
    planner.requests();
    planner.progress();
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void waitsUntilEveryCandidateOfTheRoundHasItsVerdict() {
    planner.judge(Given.rejected("p", 1));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress()).isEmpty();
  }

  @Test
  void ordersTheNextRoundWhereTheLastOneEnded() {
    planner.judge(Given.rejected("p", 1), Given.rejected("p", 0));

    assertThat(planner.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.getId()).isEqualTo("p/2-5"))
        .satisfies(request -> assertThat(request.getRound()).isEqualTo(2))
        .satisfies(request -> assertThat(request.getAttempt()).isZero());
    assertThat(progress())
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.SAMPLING))
        .satisfies(progress -> assertThat(progress.getRound()).isEqualTo(2))
        .satisfies(progress -> assertThat(progress.getOrdered()).isEqualTo(6))
        .satisfies(progress -> assertThat(progress.getJudged()).isEqualTo(2))
        .satisfies(progress -> assertThat(progress.getPassRate()).contains(0.0));
  }

  @Test
  void saysWhichCandidatesEachRoundHas() {
    planner.judge(Given.rejected("p", 0));
    planner.pass(Duration.ofMillis(Records.recipe().getReissueAfterMs()));
    List<SamplingRequest> again = planner.requests();
    planner.judge(Given.rejected("p", 1));

    assertThat(again)
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.getFirstIndex()).isEqualTo(1);
              assertThat(request.getRoundFirstIndex()).isZero();
              assertThat(request.getRoundSize()).isEqualTo(2);
            });
    assertThat(planner.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.getRoundFirstIndex()).isEqualTo(2))
        .satisfies(request -> assertThat(request.getRoundSize()).isEqualTo(4));
  }

  @Test
  void endsAsSatisfiedWithWhatTheRecipeWants() {
    planner.judge(Given.accepted("p", 0), Given.accepted("p", 1));

    assertThat(planner.requests()).isEmpty();
    assertThat(progress())
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.SATISFIED))
        .satisfies(progress -> assertThat(progress.getReason()).isEmpty())
        .satisfies(progress -> assertThat(progress.getPassRate()).contains(1.0));
  }

  @Test
  void endsAsExhaustedAndSaysWhy() {
    planner.judge(Given.rejected("p", 0, 2));
    planner.judge(Given.rejected("p", 2, 5));
    planner.judge(Given.accepted("p", 5));
    planner.judge(Given.undecided("p", 7), Given.rejected("p", 6));

    assertThat(progress())
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.EXHAUSTED))
        .satisfies(
            progress ->
                assertThat(progress.getReason().orElseThrow())
                    .isEqualTo(
                        "1 of 2 wanted were accepted in 8 candidates, the recipe's max_candidates"))
        .satisfies(progress -> assertThat(progress.getOrdered()).isEqualTo(8))
        .satisfies(progress -> assertThat(progress.getJudged()).isEqualTo(8))
        .satisfies(progress -> assertThat(progress.getAccepted()).isEqualTo(1))
        .satisfies(progress -> assertThat(progress.getRejected()).isEqualTo(6))
        .satisfies(progress -> assertThat(progress.getUndecided()).isEqualTo(1));
  }

  @Test
  void goesOnWhenAWholeRoundCouldNotBeSampled() {
    planner.judge(Given.notSampled("p", 0), Given.notSampled("p", 1));

    assertThat(planner.requests()).extracting(SamplingRequest::getFirstIndex).containsExactly(2);
  }

  @Test
  void goesOnWhenSomeOfTheRoundCouldBeSampled() {
    planner.judge(Given.notSampled("p", 0), Given.undecided("p", 1));

    assertThat(planner.requests()).extracting(SamplingRequest::getFirstIndex).containsExactly(2);
  }

  @Test
  void countsARepeatedVerdictOnce() {
    planner.judge(Given.accepted("p", 0), Given.accepted("p", 0), Given.rejected("p", 0));
    assertThat(planner.progress()).isEmpty();

    planner.judge(Given.rejected("p", 1));

    assertThat(progress())
        .satisfies(progress -> assertThat(progress.getJudged()).isEqualTo(2))
        .satisfies(progress -> assertThat(progress.getAccepted()).isEqualTo(1));
  }

  @Test
  void ignoresVerdictsOnCandidatesThatWereNotOrdered() {
    planner.judge(Given.accepted("p", 2), Given.accepted("stranger", 0));

    assertThat(planner.progress()).isEmpty();
    assertThat(planner.deadLetters()).isEmpty();
  }

  @Test
  void sendsVerdictsWithAnImpossibleIndexToTheDeadLetters() {
    planner.judge(Given.accepted("p", -1), Given.accepted("p", Integer.MAX_VALUE));

    assertThat(planner.progress()).isEmpty();
    assertThat(planner.deadLetters())
        .extracting(DeadLetter::getReason)
        .containsExactly("INVALID_VERDICT", "INVALID_VERDICT");
  }

  @Test
  void ignoresVerdictsOnAPromptThatWaits() {
    planner.publish(Given.under("none", Records.prompt("w")));
    planner.progress();

    planner.judge(Given.accepted("w", 0));

    assertThat(planner.progress()).isEmpty();
  }

  @Test
  void neverOrdersForAPromptThatHasEnded() {
    planner.judge(Given.accepted("p", 0), Given.accepted("p", 1));
    planner.progress();

    planner.judge(Given.rejected("p", 0), Given.rejected("p", 2));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress()).isEmpty();
  }

  @Test
  void splitsALargeRoundIntoRequestsThatWorkersCanShare() {
    planner.publish(Given.fixed(150));

    planner.publish(Records.prompt("large"));

    List<SamplingRequest> requests = planner.requests();
    assertThat(requests)
        .extracting(SamplingRequest::getId)
        .containsExactly("large/0-63", "large/64-127", "large/128-149");
    assertThat(requests).extracting(SamplingRequest::getCount).containsExactly(64, 64, 22);
    assertThat(requests).extracting(SamplingRequest::getRound).containsOnly(1);
  }

  @Test
  void plansTheNextRoundByTheRecipeAsItStandsThen() {
    Recipe changed =
        Records.versioned(
            Recipe.newBuilder(Records.recipe())
                .setSeed(8)
                .setAllocation(Given.uniform(5, 20, 6).getAllocation())
                .build());
    planner.publish(changed);

    planner.judge(Given.accepted("p", 0), Given.accepted("p", 1));

    assertThat(planner.requests())
        .singleElement()
        .satisfies(
            request -> assertThat(request.getRecipeVersion()).isEqualTo(changed.getVersion()))
        .satisfies(request -> assertThat(request.getSeed()).isEqualTo(8))
        .satisfies(request -> assertThat(request.getFirstIndex()).isEqualTo(2));
    assertThat(progress().getRecipeVersion()).isEqualTo(changed.getVersion());
  }

  @Test
  void endsWhenTheRecipeWasChangedToWantNoMoreThanThereIs() {
    planner.publish(Given.fixed(1));

    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));

    assertThat(progress().getState()).isEqualTo(PromptState.SATISFIED);
  }

  @Test
  void sendsTheNextRoundToThePoolThatTheRecipeNamesThen() {
    planner.publish(
        Records.versioned(Recipe.newBuilder(Records.recipe()).setPool("other").build()));

    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));

    assertThat(planner.pools()).containsExactly(Records.POOL, "other");
    assertThat(planner.requests("other"))
        .extracting(SamplingRequest::getId)
        .containsExactly("p/2-5");
  }

  @Test
  void endsAsFailedWhenItsRecipeWasDeleted() {
    planner.delete(Records.recipe());

    planner.judge(Given.rejected("p", 0), Given.rejected("p", 1));

    assertThat(planner.requests()).isEmpty();
    assertThat(progress())
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.FAILED))
        .satisfies(progress -> assertThat(progress.getReason()).contains("its recipe was deleted"));
  }

  @Test
  void keepsTheAccountsOfPromptsApart() {
    planner.publish(Records.prompt("q"));
    planner.requests();
    planner.progress();

    planner.judge(Given.accepted("p", 0), Given.accepted("q", 1), Given.accepted("p", 1));

    assertThat(progress().getPromptId()).isEqualTo("p");
  }

  /** The one account that was not yet read. */
  private Progress progress() {
    List<Progress> all = planner.progress();
    assertThat(all).isNotEmpty();
    return all.getLast();
  }
}

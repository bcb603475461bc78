package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FinishReason;
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

/** Six candidates for each prompt, ordered again after a minute, twice at most. */
class PlannerSilenceTest {
  private static final Recipe RECIPE = Given.fixed(6);
  private static final Duration LIMIT = Duration.ofMillis(RECIPE.getReissueAfterMs());

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(RECIPE);
    planner.publish(Records.prompt("p"));
    planner.requests();
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void doesNotOrderARequestAgainBeforeItsLimit() {
    planner.pass(LIMIT.minusMillis(1));

    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void ordersASilentRequestAgainUnderTheSameIds() {
    planner.pass(LIMIT);

    assertThat(planner.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.getId()).isEqualTo("p/0-5"))
        .satisfies(request -> assertThat(request.getRound()).isEqualTo(1))
        .satisfies(request -> assertThat(request.getAttempt()).isEqualTo(1))
        .satisfies(request -> assertThat(request.getIssuedAt()).isEqualTo(Records.NOW.plus(LIMIT)));
  }

  @Test
  void ordersAgainOnlyWhatIsMissing() {
    planner.judge(Given.accepted("p", 1), Given.rejected("p", 2), Given.undecided("p", 4));

    planner.pass(LIMIT);

    assertThat(planner.requests())
        .extracting(SamplingRequest::getId)
        .containsExactly("p/0-0", "p/3-3", "p/5-5");
  }

  @Test
  void countsTheSilenceFromTheLatestVerdict() {
    planner.pass(LIMIT.dividedBy(2));
    planner.judge(Given.accepted("p", 0));

    planner.pass(LIMIT.dividedBy(2));
    assertThat(planner.requests()).isEmpty();
    planner.pass(LIMIT.dividedBy(2));

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/1-5");
  }

  @Test
  void doesNotCountARepeatedVerdictAsASignOfLife() {
    planner.judge(Given.accepted("p", 0));
    planner.pass(LIMIT.dividedBy(2));
    planner.judge(Given.accepted("p", 0));

    planner.pass(LIMIT.dividedBy(2));

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("p/1-5");
  }

  @Test
  void countsAttemptsAnewInEveryRound() {
    planner.publish(Given.uniform(2, 8, 2));
    planner.publish(Records.prompt("q"));
    planner.pass(LIMIT);
    planner.requests();
    planner.judge(Given.rejected("q", 0), Given.rejected("q", 1));

    assertThat(planner.requests()).extracting(SamplingRequest::getAttempt).containsExactly(0);
  }

  @Test
  void declaresCandidatesFailedThatStayedSilentTooOften() {
    planner.judge(Given.accepted("p", 1));
    silence(2);
    assertThat(planner.candidates()).isEmpty();
    planner.requests();

    silence(1);

    assertThat(planner.requests()).isEmpty();
    List<Candidate> failed = planner.candidates();
    assertThat(failed).extracting(Candidate::getIndex).containsExactly(0, 2, 3, 4, 5);
    assertThat(failed)
        .allSatisfy(
            candidate -> {
              assertThat(candidate.getFinishReason()).isEqualTo(FinishReason.FAILED);
              assertThat(candidate.getFailure())
                  .contains("no verdict after the request was issued 3 times");
              assertThat(candidate.getResponse()).isEmpty();
              assertThat(candidate.getPrompt()).isEqualTo(Records.prompt("p"));
              assertThat(candidate.getRecipeVersion()).isEqualTo(RECIPE.getVersion());
              assertThat(candidate.getSeed())
                  .isEqualTo(CandidateSeed.of("p", candidate.getIndex(), RECIPE.getSeed()));
            });
  }

  @Test
  void endsAsFailedWhenTheVerifierSawNothingButFailures() {
    silence(3);

    for (Candidate candidate : planner.candidates()) {
      planner.judge(Given.notSampled("p", candidate.getIndex()));
    }

    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState)
        .isEqualTo(PromptState.FAILED);
  }

  @Test
  void declaresFailedAtOnceUnderARecipeWithoutReissues() {
    planner.publish(Records.versioned(Recipe.newBuilder(RECIPE).setMaxReissues(0).build()));

    silence(1);

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).hasSize(6);
  }

  @Test
  void declaresFailedAgainWhileNoVerdictComes() {
    silence(3);
    planner.candidates();

    silence(1);

    assertThat(planner.candidates()).extracting(Candidate::getIndex).hasSize(6);
  }

  @Test
  void countsAVerdictThatComesLate() {
    silence(3);

    for (int index = 0; index < 6; index++) {
      planner.judge(Given.accepted("p", index));
    }

    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.SATISFIED))
        .satisfies(progress -> assertThat(progress.getAccepted()).isEqualTo(6));
  }

  @Test
  void leavesAPromptThatHasEndedAlone() {
    planner.judge(Given.rejected("p", 0, 6));
    planner.progress();

    silence(4);

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).isEmpty();
    assertThat(planner.progress()).isEmpty();
  }

  @Test
  void endsASilentPromptWhoseRecipeWasDeleted() {
    planner.delete(RECIPE);

    silence(1);

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getState()).isEqualTo(PromptState.FAILED))
        .satisfies(progress -> assertThat(progress.getReason()).contains("its recipe was deleted"));
  }

  @Test
  void splitsALargeSilentRoundAgain() {
    planner.publish(Given.fixed(100));
    planner.publish(Records.prompt("large"));
    planner.judge(Given.rejected("large", 10, 20));
    planner.requests();

    silence(1);

    assertThat(planner.requests())
        .filteredOn(request -> request.getPrompt().getId().equals("large"))
        .extracting(SamplingRequest::getId)
        .containsExactly("large/0-9", "large/20-83", "large/84-99");
  }

  private void silence(int times) {
    for (int i = 0; i < times; i++) {
      planner.pass(LIMIT);
    }
  }
}

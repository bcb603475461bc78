package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Candidates that wait for their scores at the verifier: three for each prompt. */
class PlannerScoringTest {
  private static final Recipe RECIPE = Given.fixed(3);
  private static final Duration LIMIT = Duration.ofMillis(RECIPE.getReissueAfterMs());

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(RECIPE);
    planner.publish(Records.prompt("p"));
    planner.requests();
    planner.progress();
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void candidatesThatAwaitScoresAreNeverOrderedAgain() {
    planner.awaitScores("p", 0, 1, 2);

    planner.pass(LIMIT.multipliedBy(10));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).as("declared failed").isEmpty();
  }

  @Test
  void candidatesThatAwaitScoresAreNotOrderedAgainWithTheMissingOnes() {
    planner.awaitScores("p", 1);

    planner.pass(LIMIT);

    assertThat(planner.requests())
        .extracting(SamplingRequest::getId)
        .containsExactly("p/0-0", "p/2-2");
  }

  @Test
  void candidatesThatAwaitScoresCountInTheWindowUntilTheirVerdicts() {
    try (PlannerDriver narrow = new PlannerDriver(stateDirectory.resolve("narrow"), 3)) {
      narrow.publish(RECIPE);
      narrow.publishPrompts(2);
      narrow.requests();

      narrow.awaitScores("p0", 0, 1, 2);
      narrow.pass(PlannerDriver.TICK);
      List<SamplingRequest> whileTheyWait = narrow.requests();
      narrow.judge(Given.accepted("p0", 0), Given.accepted("p0", 1), Given.accepted("p0", 2));
      narrow.pass(PlannerDriver.TICK);

      assertThat(whileTheyWait).isEmpty();
      assertThat(narrow.requests())
          .extracting(request -> request.getPrompt().getId())
          .containsOnly("p1");
    }
  }

  @Test
  void progressShowsCandidatesThatAwaitScores() {
    planner.judge(Given.accepted("p", 0));
    planner.awaitScores("p", 1, 2);

    planner.pass(LIMIT);

    assertThat(planner.progress())
        .last()
        .extracting(
            Progress::getState,
            progress -> progress.getReasonCode().orElse(""),
            Progress::getAwaitingScores,
            Progress::getJudged)
        .containsExactly(PromptState.SAMPLING, "AWAITING_SCORES", 2, 1);
  }

  @Test
  void thePromptEndsWithTheVerdictsOfScoredCandidates() {
    planner.awaitScores("p", 0, 1, 2);
    planner.awaitScores("p", 0, 9, -1);

    planner.judge(Given.accepted("p", 2), Given.rejected("p", 0), Given.undecided("p", 1));
    planner.awaitScores("p", 1);

    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState, Progress::getJudged, Progress::getAwaitingScores)
        .containsExactly(PromptState.SATISFIED, 3, 0);
  }
}

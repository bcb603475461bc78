package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two prompts of sixty candidates, ordered one after the other; a silence may last a minute. */
class PlannerSlowPoolTest {
  private static final Recipe RECIPE = Given.fixed(60);
  private static final Duration LIMIT = Duration.ofMillis(RECIPE.getReissueAfterMs());

  @TempDir Path stateDirectory;
  private PlannerDriver planner;
  private int answers;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(RECIPE);
    planner.publish(Records.prompt("first"));
    planner.pass(Duration.ofSeconds(1));
    planner.publish(Records.prompt("second"));
    planner.requests();
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void doesNotOrderAgainWhatThePoolHasNotReachedYet() {
    answerFor("first", 10);

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).isEmpty();
  }

  @Test
  void reissuesARequestThatLaterRoundsHaveOvertaken() {
    answerFor("second", 1);
    assertThat(planner.requests()).isEmpty();

    answerFor("second", 1);

    assertThat(planner.requests()).extracting(SamplingRequest::getId).containsExactly("first/0-59");
  }

  @Test
  void doesNotReissueAnOvertakenRequestThatAnswers() {
    answerFor("second", 1);
    planner.judge(Given.accepted("first", 0));

    answerFor("second", 1);

    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void declaresARequestFailedThatStaysSilentWhileLaterRoundsAreAnswered() {
    planner.publish(Records.prompt("third"));
    answerFor("second", 4);
    planner.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 4; i++) {
      planner.publish(Records.prompt("later-" + i));
      answerFor("later-" + i, 3);
    }

    assertThat(planner.candidates())
        .extracting(Candidate::getPrompt)
        .contains(Records.prompt("first"));
  }

  @Test
  void aPoolThatStopsAnsweringIsOrderedFromAgain() {
    answerFor("first", 2);

    planner.pass(LIMIT);
    planner.pass(LIMIT);

    assertThat(planner.requests())
        .extracting(request -> request.getPrompt().getId())
        .contains("first", "second");
  }

  /** Half a limit after half a limit, the pool has a verdict on the next candidate. */
  private void answerFor(String prompt, int limits) {
    for (int half = 0; half < 2 * limits; half++) {
      planner.pass(LIMIT.dividedBy(2));
      planner.judge(Given.rejected(prompt, answers++ % 60));
    }
  }
}

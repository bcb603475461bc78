package dev.winnow.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool that answers no request: its prompts wait, say why, and go on when it answers again. */
class PlannerPoolTest {
  private static final String POOL = Records.POOL;
  private static final Recipe RECIPE = Given.fixed(2);
  private static final Duration LIMIT = Duration.ofMillis(RECIPE.getReissueAfterMs());

  @TempDir Path stateDirectory;
  private PlannerDriver planner;

  @BeforeEach
  void open() {
    planner = new PlannerDriver(stateDirectory);
    planner.publish(RECIPE);
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void withoutAWorkerAPromptWaitsAndNoAttemptIsSpent() {
    planner.killWorker(POOL);
    planner.publish(Records.prompt("p"));
    planner.requests();

    passSlowly(LIMIT.multipliedBy(10));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).isEmpty();
    assertThat(planner.progress())
        .extracting(Progress::getState)
        .containsOnly(PromptState.SAMPLING);
  }

  @Test
  void withoutAWorkerProgressSaysSoOnce() {
    planner.killWorker(POOL);
    planner.publish(Records.prompt("p"));
    planner.progress();

    passSlowly(LIMIT.multipliedBy(10));

    assertThat(planner.progress())
        .singleElement()
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("NO_WORKER"))
        .satisfies(
            progress -> assertThat(progress.getReason()).contains("pool \"test\": no worker"));
  }

  @Test
  void aPromptPublishedWhileThereIsNoWorkerSaysSoAtOnce() {
    planner.killWorker(POOL);
    passSlowly(Duration.ofSeconds(30));

    planner.publish(Records.prompt("p"));

    assertThat(planner.progress())
        .singleElement()
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("NO_WORKER"));
  }

  @Test
  void whenAWorkerComesTheReasonIsClearedAndSamplingGoesOn() {
    planner.killWorker(POOL);
    planner.publish(Records.prompt("p"));
    passSlowly(LIMIT.multipliedBy(10));
    planner.progress();
    ready(2);
    planner.pass(Duration.ofSeconds(5));

    planner.judge(Given.accepted("p", 0));

    assertThat(planner.progress())
        .singleElement()
        .satisfies(progress -> assertThat(progress.getReason()).isEmpty())
        .satisfies(progress -> assertThat(progress.getReasonCode()).isEmpty());
    planner.judge(Given.accepted("p", 1));
    assertThat(planner.progress())
        .last()
        .extracting(Progress::getState)
        .isEqualTo(PromptState.SATISFIED);
  }

  @Test
  void theSilenceOfARequestIsCountedFromWhenThePoolSamplesAgain() {
    planner.killWorker(POOL);
    planner.publish(Records.prompt("p"));
    passSlowly(LIMIT.multipliedBy(10));
    planner.requests();
    ready(0);

    passSlowly(LIMIT.minusSeconds(10));
    assertThat(planner.requests()).isEmpty();
    passSlowly(LIMIT);

    assertThat(planner.requests()).extracting(SamplingRequest::getAttempt).containsExactly(1);
  }

  @Test
  void aBlockedServerIsNamedAndCostsNoAttempt() {
    planner.work(POOL, WorkerState.BLOCKED, "WRONG_KEY", "401 wrong key", 2);
    planner.publish(Records.prompt("p"));
    planner.requests();

    passSlowly(LIMIT.multipliedBy(10));

    assertThat(planner.requests()).isEmpty();
    assertThat(planner.candidates()).isEmpty();
    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("SERVER_BLOCKED"))
        .satisfies(
            progress ->
                assertThat(progress.getReason())
                    .contains("pool \"test\": 401 wrong key since 03:04 UTC"));
  }

  @Test
  void aThrottledServerIsNamed() {
    planner.work(POOL, WorkerState.THROTTLED, "RATE_LIMITED", "429 rate limited", 2);
    planner.publish(Records.prompt("p"));

    passSlowly(LIMIT);

    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("SERVER_THROTTLED"));
  }

  @Test
  void anotherReasonIsSaidOnceMore() {
    planner.work(POOL, WorkerState.BLOCKED, "WRONG_KEY", "401 wrong key", 2);
    planner.publish(Records.prompt("p"));
    passSlowly(LIMIT);
    planner.progress();
    planner.work(POOL, WorkerState.BLOCKED, "WRONG_MODEL", "404 no such model", 2);

    passSlowly(LIMIT);

    assertThat(planner.progress())
        .singleElement()
        .satisfies(
            progress -> assertThat(progress.getReason().orElseThrow()).contains("no such model"));
  }

  @Test
  void aRequestThatAWorkerHoldsIsNotOrderedAgain() {
    ready(1);
    planner.publish(Records.prompt("p"));
    planner.requests();

    passSlowly(LIMIT.multipliedBy(10));

    assertThat(planner.requests()).isEmpty();
  }

  @Test
  void recordsOfWorkersThatCannotBeReadAreAsIfTheyWereSilent() {
    planner.killWorker(POOL);
    planner.publish(Records.prompt("p"));
    for (byte[] bad : List.of(new byte[0], new byte[] {0, 0, 0, 99, 99}, new byte[200_000])) {
      planner.send(PlannerDriver.TOPICS.workers(), PlannerDriver.utf8(POOL + "/bad"), bad);
      planner.send(PlannerDriver.TOPICS.workers(), null, bad);
    }

    passSlowly(LIMIT);

    assertThat(planner.progress())
        .last()
        .satisfies(progress -> assertThat(progress.getReasonCode()).contains("NO_WORKER"));
  }

  private void ready(int held) {
    planner.work(POOL, WorkerState.READY, "", "", held);
  }

  /** A report, where there is a worker, every ten seconds. */
  private void passSlowly(Duration time) {
    for (long seconds = 0; seconds < time.toSeconds(); seconds += 10) {
      planner.pass(Duration.ofSeconds(10));
    }
  }
}

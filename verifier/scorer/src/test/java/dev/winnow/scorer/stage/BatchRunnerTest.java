package dev.winnow.scorer.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.scorer.ScoringRequests;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.reward.RewardOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that score batches. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchRunnerTest {
  private BatchRunner<RewardOptions> runner = runner(new ScriptedScorer());

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void requestsThatComeTogetherAreScoredTogether() throws Exception {
    ScriptedScorer engine = new ScriptedScorer();
    runner = runner(engine);
    WaitingRequest first = waiting(0);
    WaitingRequest second = waiting(1);
    runner.submit(first);
    runner.submit(second);

    runner.start();

    CompletableFuture.allOf(first.result(), second.result()).get();
    assertThat(engine.batches()).containsExactly(List.of("p/0/helpful", "p/1/helpful"));
  }

  @Test
  void aFailureOfABatchFailsItsRequestsAndTheNextProceeds() throws Exception {
    runner =
        runner(
            new ScriptedScorer(
                batch -> {
                  throw new IllegalStateException("made up by the test");
                }));
    runner.start();
    WaitingRequest failing = waiting(0);
    runner.submit(failing);
    assertThatThrownBy(() -> failing.result().get()).isInstanceOf(ExecutionException.class);

    WaitingRequest next = waiting(1);
    runner.submit(next);

    assertThat(next.result().get()).isNotNull();
    assertThat(runner.health().isFailed()).isFalse();
  }

  @Test
  void aRequestAtWhichTheEngineFailsDoesNotFailTheOthersOfItsBatch() throws Exception {
    ScriptedScorer.ScriptedBatch failure =
        batch -> {
          throw new IllegalStateException("made up by the test");
        };
    ScriptedScorer engine = new ScriptedScorer(failure, failure);
    runner = runner(engine);
    WaitingRequest poison = waiting(0);
    WaitingRequest good = waiting(1);
    runner.submit(poison);
    runner.submit(good);

    runner.start();

    assertThat(good.result().get()).isInstanceOf(ScoringResult.Values.class);
    assertThat(poison.result()).isCompletedExceptionally();
    assertThat(engine.batches())
        .containsExactly(
            List.of("p/0/helpful", "p/1/helpful"), List.of("p/0/helpful"), List.of("p/1/helpful"));
  }

  @Test
  void tooFewResultsFailEveryRequestOfTheBatch() {
    runner = runner(new ScriptedScorer(batch -> List.of()));
    runner.start();
    WaitingRequest request = waiting(0);

    runner.submit(request);

    assertThatThrownBy(() -> request.result().get())
        .hasMessageContaining("0 results for 1 requests");
  }

  @Test
  void anErrorOfTheEngineIsVisibleInTheHealth() {
    runner =
        runner(
            new ScriptedScorer(
                batch -> {
                  throw new LinkageError("made up by the test");
                }));
    runner.start();
    WaitingRequest request = waiting(0);

    runner.submit(request);

    await().until(() -> runner.health().isFailed());
    assertThat(request.result()).isCompletedExceptionally();
  }

  @Test
  void nothingIsTakenOnceItIsClosed() {
    runner.close();
    WaitingRequest request = waiting(0);

    runner.submit(request);

    assertThatThrownBy(() -> request.result().get())
        .hasCauseInstanceOf(TransientScoringException.class);
  }

  private static BatchRunner<RewardOptions> runner(ScriptedScorer engine) {
    return new BatchRunner<>(engine, RewardOptions.class, System::nanoTime);
  }

  private static WaitingRequest waiting(int index) {
    return WaitingRequest.of(ScoringRequests.reward("p", index, "answer"));
  }
}

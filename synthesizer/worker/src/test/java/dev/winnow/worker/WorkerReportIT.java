package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import dev.winnow.worker.engine.Completion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a worker says of itself, and what it does not sample. */
final class WorkerReportIT extends WorkerHarness {
  @Test
  void aWorkerReportsItsStatusAtOnceAndRepeatedlyAndRemovesItWhenItStops() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(1);
    SynthesizerStage worker = pool.work(engine);
    await().until(() -> pool.statuses().size() == 1);

    engine.report(
        EngineStatus.unavailable(WorkerState.BLOCKED, "WRONG_KEY", "401: no", Records.NOW));
    await().atMost(Duration.ofSeconds(3)).until(() -> pool.statuses().size() == 2);
    await().atMost(Duration.ofSeconds(10)).until(() -> pool.statuses().size() == 3);
    List<WorkerStatus> statuses = pool.statuses();
    worker.close();

    assertThat(statuses)
        .extracting(WorkerStatus::getState)
        .containsExactly(WorkerState.READY, WorkerState.BLOCKED, WorkerState.BLOCKED);
    assertThat(statuses.getLast().getReasonCode()).contains("WRONG_KEY");
    assertThat(statuses.getLast().getReason()).contains("401: no");
    assertThat(statuses)
        .extracting(WorkerStatus::getWorker)
        .containsOnly(statuses.getFirst().getWorker());
    await().until(() -> pool.statusesTakenBack() == 1);
  }

  @Test
  void aWorkerSaysWhenItsServerIsAskedAgainAndNoCostWithoutAPrice() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(1);
    pool.work(engine);
    await().until(() -> pool.statuses().size() == 1);

    engine.report(
        EngineStatus.unavailable(WorkerState.THROTTLED, "RATE_LIMITED", "429: later", Records.NOW)
            .askedAgainAt(Records.NOW.plusSeconds(60)));
    await().atMost(Duration.ofSeconds(3)).until(() -> pool.statuses().size() == 2);

    WorkerStatus status = pool.statuses().getLast();
    assertThat(status.getNextRequestAt()).contains(Records.NOW.plusSeconds(60));
    assertThat(status.getCost()).isEmpty();
    assertThat(status.getOutputPrice()).isEmpty();
    assertThat(pool.statuses().getFirst().getNextRequestAt()).isEmpty();
  }

  @Test
  void aRequestIsGivenUpWhenItsPromptEndsAndTheNextIsNotSampledAtAll() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(1, held());
    pool.work(engine);
    SamplingRequest request = pool.order(1, 2);
    await().until(() -> engine.running() == 1);

    pool.report(
        TestProgress.of(
            pool.prompt(1), PromptState.FAILED, request.getIssuedAt(), request.getRound()));
    pool.awaitDone();
    pool.order(1, 2);
    pool.awaitDone();

    assertThat(engine.running()).isZero();
    assertThat(engine.sampled()).containsExactly(request.getId());
  }

  @Test
  void aWorkerThatHasNoUseForMoreTakesNothing() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(2);
    engine.wantMore(false);
    pool.order(1, 1);
    pool.work(engine);

    pool.awaitLocksRunOut();
    assertThat(engine.sampled()).isEmpty();
    engine.wantMore(true);

    pool.awaitDone();
  }

  @Test
  void aResponseTooLargeForARecordFailsItsCandidateAndTheNextRequestProceeds() throws Exception {
    String huge = "\u20ac".repeat(2 << 20);
    pool.order(1, 1);
    pool.order(2, 1);

    pool.work(
        new ScriptedEngine(
            1,
            (request, completions) ->
                completions.accept(new Completion(0, huge, FinishReason.STOP, 5))));
    pool.awaitDone();

    assertThat(pool.candidates())
        .extracting(Candidate::getFailureCode)
        .containsExactlyInAnyOrder(Optional.of("TOO_LARGE"), Optional.empty());
  }

  @Test
  void aRecordWithAnEnormousKeyIsSentToTheDeadLettersOnce() throws Exception {
    byte[] key = new byte[3_700_000];
    pool.order(key, new byte[] {1, 2, 3});
    pool.order(1, 1);

    pool.work(new ScriptedEngine(1));
    pool.awaitDone();

    assertThat(pool.deadLetters()).extracting(DeadLetter::getReason).containsExactly("NOT_AVRO");
    assertThat(pool.candidates()).hasSize(1);
  }

  @Test
  void anErrorOfTheEngineIsVisibleInItsHealth() throws Exception {
    SynthesizerStage worker =
        pool.work(
            new ScriptedEngine(
                1,
                (request, completions) -> {
                  throw new LinkageError("made up by the test");
                }));

    pool.order(1, 1);

    await().until(() -> !worker.healthy());
  }
}

package dev.winnow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.worker.ScriptedEngine.Behaviour;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Locks, concurrency, and the end of a worker. */
final class WorkerLifeIT extends WorkerHarness {
  @Test
  void samplingLongerThanTheLockKeepsItsRequest() throws Exception {
    ScriptedEngine first = new ScriptedEngine(1, held());
    ScriptedEngine second = new ScriptedEngine(1, held());
    pool.order(1, 2);
    pool.work(first);
    await().until(() -> first.running() == 1);
    pool.work(second);

    pool.awaitLocksRunOut();
    release.countDown();

    pool.awaitDone();
    assertThat(first.sampled()).hasSize(1);
    assertThat(second.sampled()).isEmpty();
    assertThat(pool.candidates()).hasSize(2);
  }

  @Test
  void samplesOnceWhatComesDuringALongRequest() throws Exception {
    ScriptedEngine busy = new ScriptedEngine(1, held());
    pool.order(0, 1);
    pool.work(busy);
    await().until(() -> busy.running() == 1);
    for (int i = 1; i <= 6; i++) {
      pool.order(i, 1);
    }

    pool.awaitLocksRunOut();
    release.countDown();

    pool.awaitDone();
    assertThat(busy.sampled()).hasSize(7).doesNotHaveDuplicates();
    assertThat(pool.candidates()).hasSize(7);
  }

  @Test
  void samplesOnceOnAnotherWorkerWhatComesWhileOneIsBusy() throws Exception {
    ScriptedEngine busy = new ScriptedEngine(1, held());
    pool.order(0, 1);
    pool.work(busy);
    await().until(() -> busy.running() == 1);
    pool.awaitLocksRunOut();
    for (int i = 1; i <= 6; i++) {
      pool.order(i, 1);
    }
    ScriptedEngine free = new ScriptedEngine(1);

    pool.work(free);
    await().atMost(Duration.ofSeconds(30)).until(() -> pool.candidates().size() == 7);
    release.countDown();

    pool.awaitDone();
    assertThat(busy.sampled()).hasSize(1);
    assertThat(free.sampled()).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void samplesOnceWhatWasFetchedBeforeTheEngineWantedNoMore() throws Exception {
    ScriptedEngine reluctant = new ScriptedEngine(2);
    pool.work(reluctant);
    pool.order(0, 1);
    pool.awaitDone();
    reluctant.wantMore(false);
    for (int i = 1; i <= 6; i++) {
      pool.order(i, 1);
    }
    ScriptedEngine willing = new ScriptedEngine(1);
    pool.work(willing);
    // The broker no longer tells that these are not the reluctant worker's.
    pool.awaitDone();

    reluctant.wantMore(true);
    pool.order(7, 1);
    pool.awaitDone();

    pool.awaitLocksRunOut();
    assertThat(pool.candidates()).hasSize(8);
    assertThat(reluctant.sampled()).doesNotContainAnyElementsOf(willing.sampled());
  }

  @Test
  void aRequestIsAcknowledgedEvenWhenTheEngineWantsNoMoreAfterIt() throws Exception {
    ScriptedEngine[] engine = new ScriptedEngine[1];
    engine[0] =
        new ScriptedEngine(
            1,
            (request, completions) -> {
              ScriptedEngine.asOrdered(request, completions);
              engine[0].wantMore(false);
            });
    pool.order(1, 1);

    pool.work(engine[0]);

    pool.awaitDone();
    assertThat(engine[0].sampled()).hasSize(1);
  }

  @Test
  void aLongRequestDoesNotHoldUpTheOtherLoops() throws Exception {
    ScriptedEngine engine = new ScriptedEngine(2, held());
    pool.order(0, 1);
    pool.work(engine);
    await().until(() -> engine.running() == 1);

    for (int i = 1; i <= 5; i++) {
      pool.order(i, 1);
    }

    await().until(() -> pool.candidates().size() == 6);
    assertThat(engine.running()).isEqualTo(1);
  }

  @Test
  void noMoreRequestsAreTakenThanTheEngineCanSample() throws Exception {
    int concurrency = 11;
    ScriptedEngine engine =
        new ScriptedEngine(concurrency, Collections.nCopies(30, held()).toArray(Behaviour[]::new));
    for (int i = 0; i < 30; i++) {
      pool.order(i, 1);
    }

    pool.work(engine);
    await().until(() -> engine.running() == concurrency);
    pool.awaitLocksRunOut();
    release.countDown();

    pool.awaitDone();
    assertThat(engine.maxRunning()).isEqualTo(concurrency);
  }

  @Test
  void workersOfAPoolShareItsRequests() throws Exception {
    ScriptedEngine first = new ScriptedEngine(2);
    ScriptedEngine second = new ScriptedEngine(2);
    for (int i = 0; i < 40; i++) {
      pool.order(i, 1);
    }

    pool.work(first);
    pool.work(second);
    pool.awaitDone();

    assertThat(first.sampled()).doesNotContainAnyElementsOf(second.sampled());
    assertThat(first.sampled().size() + second.sampled().size()).isEqualTo(40);
  }

  @Test
  void closingLetsRequestsFinishUnderTheirLocksAndTakesNoOthers() throws Exception {
    ScriptedEngine closing = new ScriptedEngine(1, held());
    ScriptedEngine other = new ScriptedEngine(1);
    pool.order(1, 2);
    SynthesizerStage worker = pool.work(closing);
    await().until(() -> closing.running() == 1);

    CompletableFuture<Void> closed = CompletableFuture.runAsync(worker::close);
    pool.work(other);
    pool.order(2, 1);
    pool.awaitLocksRunOut();
    assertThat(closed).isNotDone();
    release.countDown();
    closed.get();

    pool.awaitDone();
    assertThat(closing.sampled()).containsExactly(pool.prompt(1) + "/0-1");
    assertThat(other.sampled()).containsExactly(pool.prompt(2) + "/0-0");
    assertThat(closing.isClosed()).isTrue();
  }

  @Test
  void givesBackAtOnceWhatIsNotFinishedInTime() throws Exception {
    ScriptedEngine closing = new ScriptedEngine(1, held());
    pool.order(1, 2);
    SynthesizerStage worker = pool.work(closing, Duration.ZERO);
    await().until(() -> closing.running() == 1);

    worker.close();
    await().until(() -> closing.running() == 0);
    pool.work(new ScriptedEngine(1));

    pool.awaitDone();
  }

  @Test
  void closingTwiceIsHarmless() {
    SynthesizerStage worker = pool.work(new ScriptedEngine(1));

    worker.close();
    worker.close();

    assertThat(worker.healthy()).isTrue();
  }

  @Test
  void aWorkerWithABrokenEngineIsNotHealthy() {
    ScriptedEngine engine = new ScriptedEngine(1);
    SynthesizerStage worker = pool.work(engine);

    engine.fail();

    assertThat(worker.healthy()).isFalse();
  }
}

package dev.winnow.schemas.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.pool.PoolCondition.NoWorker;
import dev.winnow.schemas.pool.PoolCondition.Ready;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolConditionsTest {
  private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-01-02T12:03:00Z");
  private static final Instant NOW = Instant.parse("2026-01-02T12:05:00Z");

  private final PoolConditions conditions = new PoolConditions(START);

  private void report(String worker, WorkerState state, @Nullable String reason, Instant at) {
    conditions.put(
        "demo/" + worker,
        WorkerStatus.newBuilder()
            .setPool("demo")
            .setWorker(worker)
            .setState(state)
            .setReasonCode(reason == null ? null : "CODE")
            .setReason(reason)
            .setSince(SINCE)
            .setHeld(3)
            .setModel("abacus")
            .setReportedAt(at)
            .build());
  }

  @Test
  void aPoolThatNobodyWasHeardOfHasNoWorker() {
    PoolCondition condition = conditions.of("demo", NOW);

    assertThat(condition).isEqualTo(new NoWorker("demo", START));
    assertThat(condition.code()).contains("NO_WORKER");
    assertThat(condition.reason()).contains("pool \"demo\": no worker since 2026-01-02 12:00Z");
  }

  @Test
  void aPoolWithAReadyWorkerIsReadyWhateverTheOthersSay() {
    report("a", WorkerState.BLOCKED, "401 wrong key", NOW);
    report("b", WorkerState.READY, null, NOW);

    assertThat(conditions.of("demo", NOW)).isEqualTo(new Ready("demo", 6));
    assertThat(conditions.of("demo", NOW).reason()).isEmpty();
  }

  @Test
  void aPoolWhoseWorkersAreAllBlockedSaysWhyAndSinceWhen() {
    report("a", WorkerState.BLOCKED, "401 wrong key", NOW);

    PoolCondition condition = conditions.of("demo", NOW);

    assertThat(condition.code()).contains("SERVER_BLOCKED");
    assertThat(condition.reason()).contains("pool \"demo\": 401 wrong key since 2026-01-02 12:03Z");
  }

  @Test
  void aThrottledWorkerIsNearerToSamplingThanABlockedOne() {
    report("a", WorkerState.BLOCKED, "401 wrong key", NOW);
    report("b", WorkerState.THROTTLED, "429, asked to wait for 2 s", NOW);

    assertThat(conditions.of("demo", NOW).code()).contains("SERVER_THROTTLED");
  }

  @Test
  void aWorkerThatNoLongerReportsIsGone() {
    report("a", WorkerState.READY, null, NOW);

    assertThat(conditions.of("demo", NOW.plusSeconds(15)).isReady()).isTrue();
    assertThat(conditions.of("demo", NOW.plusSeconds(16))).isEqualTo(new NoWorker("demo", NOW));
  }

  @Test
  void aWorkerThatHasStoppedIsGoneAtOnce() {
    report("a", WorkerState.READY, null, NOW);

    conditions.remove("demo/a");

    assertThat(conditions.of("demo", NOW)).isEqualTo(new NoWorker("demo", NOW));
  }

  @Test
  void otherPoolsDoNotCount() {
    report("a", WorkerState.READY, null, NOW);

    assertThat(conditions.of("other", NOW).isReady()).isFalse();
  }
}

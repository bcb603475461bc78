package dev.winnow.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PoolConditionsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:03:00Z");

  private final PoolConditions conditions = new PoolConditions(NOW);

  @Test
  void aPoolWithoutReportsHasNoWorker() {
    assertThat(conditions.of("demo", NOW)).isEqualTo(new PoolCondition.NoWorker(NOW));
    assertThat(conditions.of("demo", NOW).describe("demo", NOW))
        .isEqualTo("pool \"demo\": no worker");
  }

  @Test
  void oneWorkerThatIsReadyMakesThePoolSample() {
    put("a", status(WorkerState.BLOCKED, 1), NOW);
    put("b", status(WorkerState.READY, 1), NOW);

    assertThat(conditions.of("demo", NOW).isSampling()).isTrue();
  }

  @Test
  void aPoolWhoseWorkersAreAllBlockedIsBlocked() {
    put("a", status(WorkerState.BLOCKED, 1), NOW);

    PoolCondition condition = conditions.of("demo", NOW);

    assertThat(condition.code()).isEqualTo("SERVER_BLOCKED");
    assertThat(condition.describe("demo", ZoneOffset.ofHours(1), NOW))
        .isEqualTo("pool \"demo\": 401 wrong key since 13:03");
  }

  @Test
  void throttledIsSaidRatherThanBlocked() {
    put("a", status(WorkerState.BLOCKED, 1), NOW);
    put("b", status(WorkerState.THROTTLED, 1), NOW);

    assertThat(conditions.of("demo", NOW).code()).isEqualTo("SERVER_THROTTLED");
  }

  @Test
  void aWorkerThatIsSilentForFifteenSecondsIsGone() {
    put("a", status(WorkerState.READY, 0), NOW);

    assertThat(conditions.of("demo", NOW.plusSeconds(14)).isSampling()).isTrue();
    assertThat(conditions.of("demo", NOW.plusSeconds(15)))
        .isEqualTo(new PoolCondition.NoWorker(NOW));
  }

  @Test
  void aWorkerWhoseClockIsBehindIsThereAsLongAsItReports() {
    Instant behind = NOW.minusSeconds(3_600);
    put("a", reported(behind), NOW);
    assertThat(conditions.of("demo", NOW).isSampling())
        .as("the first report may be an old one of a worker that died")
        .isFalse();

    put("a", reported(behind.plusSeconds(5)), NOW.plusSeconds(5));

    assertThat(conditions.of("demo", NOW.plusSeconds(10)).isSampling()).isTrue();
  }

  @Test
  void aWorkerWhoseClockIsAheadIsGoneLikeOthers() {
    put("a", reported(NOW.plus(Duration.ofDays(9))), NOW);

    assertThat(conditions.of("demo", NOW.plusSeconds(15)).isSampling()).isFalse();
  }

  @Test
  void aWorkerThatStoppedIsForgotten() {
    put("a", status(WorkerState.READY, 0), NOW);

    conditions.remove("demo/a");

    assertThat(conditions.of("demo", NOW).isSampling()).isFalse();
  }

  @Test
  void aPoolIsIdleSinceItsLastWorkerHeldNothing() {
    put("a", status(WorkerState.READY, 0), NOW);
    put("b", status(WorkerState.READY, 2), NOW);
    assertThat(conditions.idleSince("demo", NOW)).isEmpty();

    put("b", status(WorkerState.READY, 0), NOW.plusSeconds(5));

    assertThat(conditions.idleSince("demo", NOW.plusSeconds(5))).contains(NOW.plusSeconds(5));
  }

  @Test
  void theTextOfAWorkerIsCutToOneLineOfBoundedLength() {
    WorkerStatus status =
        status(WorkerState.BLOCKED, 0, "first\u001b[31m\nsecond" + "x".repeat(10_000), NOW);

    put("a", status, NOW);

    assertThat(conditions.of("demo", NOW).describe("demo", NOW))
        .startsWith("pool \"demo\": first [31m second")
        .hasSizeLessThan(400)
        .doesNotContain("\n", "\u001b");
  }

  private void put(String worker, WorkerStatus status, Instant now) {
    conditions.put("demo/" + worker, status, now);
  }

  private static WorkerStatus reported(Instant time) {
    return status(WorkerState.READY, 0, "", time);
  }

  private static WorkerStatus status(WorkerState state, int held) {
    return status(state, held, "401 wrong key", NOW);
  }

  private static WorkerStatus status(WorkerState state, int held, String reason, Instant time) {
    return WorkerStatus.newBuilder()
        .setPool("demo")
        .setWorker("w")
        .setState(state)
        .setReasonCode("WRONG_KEY")
        .setReason(reason)
        .setSince(NOW)
        .setHeld(held)
        .setModel("any")
        .setReportedAt(time)
        .build();
  }
}

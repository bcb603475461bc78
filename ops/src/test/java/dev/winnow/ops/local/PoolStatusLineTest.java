package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolStatusLineTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:03:00Z");

  private final PoolStatusLine.Watch watch =
      new PoolStatusLine.Watch("demo", ZoneOffset.ofHours(1), NOW);

  @Test
  void nothingIsSaidWhileAllIsWell() {
    report(WorkerState.READY, NOW);

    assertThat(watch.news(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void aWorkerHasAWhileToStart() {
    assertThat(watch.news(NOW.plusSeconds(14))).isEmpty();
    assertThat(watch.news(NOW.plusSeconds(15))).containsExactly("pool \"demo\": no worker");
  }

  @Test
  void aChangeIsSaidOnceAndSoIsItsEnd() {
    report(WorkerState.BLOCKED, NOW);
    assertThat(watch.news(NOW)).containsExactly("pool \"demo\": 401 wrong key since 13:03");
    report(WorkerState.BLOCKED, NOW.plusSeconds(5));
    assertThat(watch.news(NOW.plusSeconds(5))).isEmpty();

    report(WorkerState.READY, NOW.plusSeconds(10));

    assertThat(watch.news(NOW.plusSeconds(10))).containsExactly("pool \"demo\": sampling");
  }

  @Test
  void causesThatAlternateAreSaidOnceEachUntilThePoolSamples() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Instant time = NOW.plusSeconds(5L * i);
      report(i % 2 == 0 ? WorkerState.BLOCKED : WorkerState.THROTTLED, time);
      lines.addAll(watch.news(time));
    }

    assertThat(lines).hasSize(2);
  }

  private void report(WorkerState state, Instant time) {
    watch.put(
        "demo/w",
        WorkerStatus.newBuilder()
            .setPool("demo")
            .setWorker("w")
            .setState(state)
            .setReasonCode("WRONG_KEY")
            .setReason("401 wrong key")
            .setSince(NOW)
            .setHeld(0)
            .setModel("any")
            .setReportedAt(time)
            .build(),
        time);
  }
}

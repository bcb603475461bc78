package dev.winnow.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.WorkerCounts;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerRatesTest {
  private final WorkerRates rates = new WorkerRates();

  @Test
  void theRateIsThatOfTheLastMinuteOfReports() {
    report(0, new WorkerCounts(0L, 0L, 0L, 0L, 0L));
    report(60, new WorkerCounts(6L, 600L, 0L, 0L, 0L));

    WorkerView view = report(90, new WorkerCounts(36L, 3_600L, 0L, 0L, 0L));

    assertThat(view.tokensPerSecond()).isEqualTo(100.0);
    assertThat(view.requestsPerSecond()).isEqualTo(1.0);
    assertThat(view.tokens()).isEqualTo(3_600);
  }

  @Test
  void oneReportGivesNoRate() {
    WorkerView view = report(0, new WorkerCounts(5L, 500L, 0L, 0L, 0L));

    assertThat(view.tokensPerSecond()).isNull();
  }

  @Test
  void whatAWorkerDoesNotReportIsUnknown() {
    report(0, null);

    WorkerView view = report(5, null);

    assertThat(view.tokensPerSecond()).isNull();
    assertThat(view.tokens()).isNull();
    assertThat(view.redeliveries()).isNull();
  }

  private WorkerView report(int second, @Nullable WorkerCounts counts) {
    Instant at = Records.NOW.plusSeconds(second);
    WorkerStatus status =
        WorkerStatus.newBuilder()
            .setPool("demo")
            .setWorker("w")
            .setState(WorkerState.READY)
            .setSince(Records.NOW)
            .setHeld(1)
            .setModel("abacus")
            .setCounts(counts)
            .setReportedAt(at)
            .build();
    rates.add("demo/w", status);
    return rates.view(status);
  }
}

package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditListener;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The guarantee that every scenario is held to: each candidate that was ordered for a prompt that
 * has ended has exactly one verdict, one row on the topics and one row in the datasets.
 */
public final class BooksBalance {
  private static final Duration SINK_WAIT = Duration.ofSeconds(60);

  private BooksBalance() {}

  /** Holds a running service to it, when this many prompts have ended. */
  public static AuditReport verify(KafkaConnection connection, Path datasets, int ended)
      throws Exception {
    AuditReport report;
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      report = new Audit(connection, Optional.of(storage), SINK_WAIT).run(AuditListener.NONE);
    }
    assertThat(report.first()).isEmpty();
    assertThat(report.balanced()).isTrue();
    assertThat(report.ended()).isEqualTo(ended);
    assertThat(report.verdicts()).isEqualTo(report.ordered()).isPositive();
    assertThat(report.rows()).isEqualTo(report.ordered());
    assertThat(report.datasetRows()).isEqualTo(report.ordered());
    return report;
  }
}

package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.gauge;

import dev.winnow.runtime.metrics.Metric.Combination;
import dev.winnow.runtime.metrics.Metric.Definition;
import java.util.Set;

/** What the sink does. Rows and bytes are counted when they are committed, so each counts once. */
public enum SinkMetric implements Metric {
  SINK_COMMITS_TOTAL(
      counter(Set.of(StageName.SINK), "Commits of single partitions to the datasets")),
  SINK_COMMIT_FAILURES_TOTAL(
      counter(
          Set.of(StageName.SINK),
          "Partitions that were given up because their storage failed or another sink has them;"
              + " their uncommitted rows are read again")),
  SINK_ROWS_TOTAL(
      counter(
          Set.of(StageName.SINK),
          "Rows that were committed to the datasets",
          MetricLabel.RECIPE,
          MetricLabel.DATASET)),
  SINK_BYTES_TOTAL(
      counter(
          Set.of(StageName.SINK),
          "Bytes of the data files that were committed",
          MetricLabel.RECIPE,
          MetricLabel.DATASET)),
  SINK_COMMIT_AGE_SECONDS(
      gauge(
              Set.of(StageName.SINK),
              "Time since the first record that is read and not committed was read; 0 when all are"
                  + " committed")
          .combinedBy(Combination.GREATEST)),
  SINK_UNCOMMITTED_ROWS(gauge(Set.of(StageName.SINK), "Rows that are read and not committed")),
  SINK_PARTITIONS_WAITING(
      gauge(
          Set.of(StageName.SINK),
          "Partitions that are assigned to this sink and cannot be written at present"));

  private final Definition definition;

  SinkMetric(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}

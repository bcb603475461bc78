package dev.winnow.sink;

import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.SinkMetric;
import dev.winnow.runtime.metrics.StageMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.StageMetrics.Registration;
import dev.winnow.sink.commit.DataFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Counts what a sink commits, and measures what it has not. Written by the sink's thread alone. */
final class SinkMeter implements AutoCloseable {
  private static final double MILLIS = Duration.ofSeconds(1).toMillis();
  private static final long LAG_EVERY_MS = 1_000;

  private final InstantSource clock;
  private final LabelledCounter commits;
  private final LabelledCounter failures;
  private final LabelledCounter rows;
  private final LabelledCounter bytes;
  private final GaugeRows lag;
  private final List<Registration> registrations;
  private volatile long uncommittedRows;

  /** When the first record was read that is not committed; 0 when all are. */
  private volatile long uncommittedSince;

  private volatile IntSupplier waiting = () -> 0;
  private long lagMeasuredAt;

  SinkMeter(StageMetrics metrics, InstantSource clock) {
    this.clock = clock;
    this.commits = metrics.counter(SinkMetric.SINK_COMMITS_TOTAL);
    this.failures = metrics.counter(SinkMetric.SINK_COMMIT_FAILURES_TOTAL);
    this.rows = metrics.counter(SinkMetric.SINK_ROWS_TOTAL);
    this.bytes = metrics.counter(SinkMetric.SINK_BYTES_TOTAL);
    this.lag = metrics.gaugeRows(StageMetric.LAG_RECORDS);
    commits.add(0);
    failures.add(0);
    this.registrations =
        List.of(
            metrics.gauge(SinkMetric.SINK_UNCOMMITTED_ROWS, () -> uncommittedRows),
            metrics.gauge(SinkMetric.SINK_COMMIT_AGE_SECONDS, this::commitAge),
            metrics.gauge(SinkMetric.SINK_PARTITIONS_WAITING, () -> waiting.getAsInt()));
  }

  /** Sets what tells how many partitions wait. */
  void partitionsWaiting(IntSupplier source) {
    waiting = source;
  }

  /**
   * Sets what is not committed.
   *
   * @param since when the first of it was read, in epoch milliseconds; 0 when all is committed
   */
  void uncommitted(long rowCount, long since) {
    uncommittedRows = rowCount;
    uncommittedSince = since;
  }

  /** Records that a partition was committed with these files. */
  void committed(List<DataFile> files) {
    commits.increment();
    for (DataFile file : files) {
      rows.add(file.stats().rows(), file.recipe(), file.kind());
      bytes.add(file.bytes(), file.recipe(), file.kind());
    }
  }

  /** Records that a partition was given up. */
  void failed() {
    failures.increment();
  }

  /** Measures once a second what the consumer has not returned of its partitions. */
  void measureLag(Consumer<?, ?> consumer) {
    long now = clock.millis();
    if (now - lagMeasuredAt < LAG_EVERY_MS) {
      return;
    }
    lagMeasuredAt = now;
    Map<List<String>, Double> lags = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong behind = consumer.currentLag(partition);
      if (behind.isPresent()) {
        lags.merge(
            List.of(SinkStage.NAME, partition.topic()), (double) behind.getAsLong(), Double::sum);
      }
    }
    lag.set(lags);
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
    lag.close();
  }

  private double commitAge() {
    long since = uncommittedSince;
    return since == 0 ? 0 : Math.max(0, clock.millis() - since) / MILLIS;
  }
}

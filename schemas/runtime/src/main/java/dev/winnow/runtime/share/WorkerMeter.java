package dev.winnow.runtime.share;

import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.schemas.WorkerCounts;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what happens to the requests of one worker. Thread-safe. */
public final class WorkerMeter {
  private final String stage;
  private final String pool;
  private final LabelledCounter requests;
  private final LabelledCounter redeliveries;
  private final LabelledCounter renewals;
  private final LabelledCounter lost;
  private final LabelledCounter tokens;
  private final LabelledCounter cost;
  private final Optional<TokenPrices> prices;
  private final DoubleAdder spent = new DoubleAdder();
  private final LongAdder finishedRequests = new LongAdder();
  private final LongAdder generatedTokens = new LongAdder();
  private final LongAdder repeatedDeliveries = new LongAdder();
  private final LongAdder renewedLocks = new LongAdder();
  private final LongAdder lostLocks = new LongAdder();

  /** Creates the meter of a worker of this stage; every count begins at 0. */
  public WorkerMeter(StageMetrics metrics, String stage, WorkerConfig config) {
    this.stage = stage;
    this.pool = config.pool();
    this.prices = config.prices();
    this.tokens = metrics.counter(WorkerMetric.TOKENS_TOTAL);
    this.cost = metrics.counter(WorkerMetric.COST_TOTAL);
    this.requests = metrics.counter(WorkerMetric.REQUESTS_TOTAL);
    this.redeliveries = metrics.counter(WorkerMetric.REDELIVERIES_TOTAL);
    this.renewals = metrics.counter(WorkerMetric.LOCK_RENEWALS_TOTAL);
    this.lost = metrics.counter(WorkerMetric.LOCKS_LOST_TOTAL);
    redeliveries.add(0, stage, pool);
    renewals.add(0, stage, pool);
    lost.add(0, stage, pool);
  }

  /**
   * Counts tokens, and their price.
   *
   * @param role what they were for
   */
  public void tokens(String role, String recipe, long input, long output) {
    if (input > 0) {
      tokens.add(input, role, "input", pool, recipe);
    }
    if (output > 0) {
      generatedTokens.add(output);
      tokens.add(output, role, "output", pool, recipe);
    }
    prices.ifPresent(
        known -> {
          spent.add(known.of(input, output));
          cost.add(known.of(input, output), role, pool, recipe);
        });
  }

  void delivered(ConsumerRecord<?, ?> record) {
    if (record.deliveryCount().orElse((short) 1) > 1) {
      redeliveries.increment(stage, pool);
      repeatedDeliveries.increment();
    }
  }

  /** Returns what the worker has done since it started, for its reports. */
  public WorkerCounts counts() {
    return new WorkerCounts(
        finishedRequests.sum(),
        generatedTokens.sum(),
        repeatedDeliveries.sum(),
        renewedLocks.sum(),
        lostLocks.sum());
  }

  /** Returns what the worker's tokens cost; empty where that is not known. */
  public Optional<TokenPrices> prices() {
    return prices;
  }

  /** Returns what its tokens have cost since it started; empty without prices. */
  public Optional<Double> cost() {
    return prices.map(known -> spent.sum());
  }

  void finished(AcknowledgeType type) {
    finishedRequests.increment();
    requests.increment(stage, pool, type.name().toLowerCase(Locale.ROOT));
  }

  void renewed(int locks) {
    renewals.add(locks, stage, pool);
    renewedLocks.add(locks);
  }

  void lost() {
    lost.increment(stage, pool);
    lostLocks.increment();
  }
}

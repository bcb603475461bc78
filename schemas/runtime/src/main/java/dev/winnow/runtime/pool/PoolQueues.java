package dev.winnow.runtime.pool;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.StageMetric;
import dev.winnow.runtime.pool.QueueLengths.Length;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Watches the queues of all pools of one kind, every 5 seconds: how many requests wait, since when,
 * and whether the pool's workers can work. A pool that has requests and no worker that can work is
 * silent. While Kafka cannot be asked, nothing is said of any pool.
 */
final class PoolQueues implements RepeatedWork.Work {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final double MILLIS = Duration.ofSeconds(1).toMillis();

  private final RequestQueue queue;
  private final WorkerReports reports;
  private final InstantSource clock;
  private final PoolConditions conditions;
  private final Instant startedAt;
  private final QueueLengths lengths;
  private final GaugeRows requests;
  private final GaugeRows ages;
  private final GaugeRows ready;
  private final Consumer<Health> health;
  private Instant measuredAt = Instant.MIN;

  /**
   * @param store the latest record of each worker, by {@code pool/worker}; throws while it cannot
   *     be read
   * @param health is told degraded while a pool is silent, with its name and the reason
   */
  PoolQueues(
      KafkaConnection connection,
      RequestQueue queue,
      Supplier<ReadOnlyKeyValueStore<byte[], byte[]>> store,
      Consumer<Health> health,
      InstantSource clock) {
    this.queue = queue;
    this.health = health;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.conditions = new PoolConditions(startedAt);
    this.reports =
        new WorkerReports(
            store,
            new Decoder<>(connection.registry(), WorkerStatus.class),
            connection.topics().workers(),
            conditions);
    this.lengths = new QueueLengths(connection, queue);
    this.requests = connection.metrics().gaugeRows(StageMetric.QUEUE_REQUESTS);
    this.ages = connection.metrics().gaugeRows(StageMetric.QUEUE_OLDEST_AGE_SECONDS);
    this.ready = connection.metrics().gaugeRows(StageMetric.POOL_READY);
  }

  @Override
  public void turn() {
    if (clock.instant().isBefore(measuredAt.plus(EVERY))) {
      LockSupport.parkNanos(PAUSE.toNanos());
      return;
    }
    try {
      show(lengths.measure());
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the queues of pools cannot be measured", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while measuring queues", e);
    }
    measuredAt = clock.instant();
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    health.accept(Health.ok());
    requests.close();
    ages.close();
    ready.close();
    lengths.close();
  }

  private void show(Map<String, Length> measured) {
    Instant now = clock.instant();
    refresh(now);
    boolean isKnown = !now.isBefore(startedAt.plus(PoolConditions.GONE_AFTER));
    Map<List<String>, Double> numbers = new HashMap<>();
    Map<List<String>, Double> seconds = new HashMap<>();
    Map<List<String>, Double> works = new HashMap<>();
    Health worst = Health.ok();
    for (Map.Entry<String, Length> entry : measured.entrySet()) {
      List<String> labels = List.of(queue.text(), entry.getKey());
      Length length = entry.getValue();
      PoolCondition condition = conditions.of(queue.reportedAs(entry.getKey()), now);
      numbers.put(labels, (double) length.requests());
      seconds.put(labels, age(length, now));
      if (condition.isSampling() || isKnown) {
        works.put(labels, condition.isSampling() ? 1.0 : 0.0);
      }
      if (length.requests() > 0 && !condition.isSampling() && worst.isOk()) {
        worst =
            isKnown
                ? silent(entry.getKey(), length, condition, now)
                : new Health.Starting("the workers of the pools are not known yet");
      }
    }
    requests.set(numbers);
    ages.set(seconds);
    ready.set(works);
    health.accept(worst);
  }

  private Health silent(String pool, Length length, PoolCondition condition, Instant now) {
    return new Health.Degraded(
        "%s; up to %,d requests wait"
            .formatted(condition.describe(queue.reportedAs(pool), now), length.requests()));
  }

  private static double age(Length length, Instant now) {
    if (length.requests() == 0) {
      return 0;
    }
    return length.oldestMillis() == Long.MAX_VALUE
        ? Double.NaN
        : Math.max(0, now.toEpochMilli() - length.oldestMillis()) / MILLIS;
  }

  /** What was read before counts until the store can be read again. */
  private void refresh(Instant now) {
    try {
      reports.refresh(now);
    } catch (InvalidStateStoreException e) {
      conditions.dropGone(now);
    }
  }
}

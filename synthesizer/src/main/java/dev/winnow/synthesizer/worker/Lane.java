package dev.winnow.synthesizer.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One share consumer with the trials that it holds. A share consumer fetches nothing new while it
 * renews anything, so a worker has several lanes, each with a few trials: one long trial then holds
 * up its lane only.
 *
 * <ol>
 *   <li>Poll. A record not seen before is started; one that was renewed comes again with every poll
 *       (KAFKA-20458) and is recognised by its place.
 *   <li>Wait until all are finished, but not longer than a third of the lock duration.
 *   <li>Acknowledge the finished as their tasks say, renew the others, and poll again, which sends
 *       it.
 * </ol>
 *
 * A lock that was lost all the same, say in a long pause of this process, means that another worker
 * samples the trial too: harmless, since both give the same ids.
 */
final class Lane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);
  private static final long SLICE_NANOS = 100_000_000;

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Function<ConsumerRecord<byte[], byte[]>, RunningTrial> starter;
  private final Duration renewAfter;
  private final Duration poll;
  private final Duration drainGrace;
  private final Map<Place, RunningTrial> held = new HashMap<>();
  private final BooleanSupplier wantsMore;
  private volatile boolean draining;
  private volatile boolean failed;
  private volatile int heldCount;

  private record Place(String topic, int partition, long offset) {
    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.topic(), record.partition(), record.offset());
    }
  }

  /**
   * @param consumer with explicit acknowledgement, subscribed; the lane closes it
   * @param starter starts a trial
   * @param wantsMore whether there is a use for another trial
   */
  Lane(
      ShareConsumer<byte[], byte[]> consumer,
      Function<ConsumerRecord<byte[], byte[]>, RunningTrial> starter,
      BooleanSupplier wantsMore,
      WorkerConfig config) {
    this.consumer = consumer;
    this.starter = starter;
    this.wantsMore = wantsMore;
    this.renewAfter = config.lockDuration().dividedBy(3);
    // Records that were renewed come back only when the poll has lasted its time.
    this.poll = shorter(config.lockDuration().dividedBy(6), LONGEST_POLL);
    this.drainGrace = config.drainGrace();
    consumer.setAcknowledgementCommitCallback(this::forgetUnlessAcknowledged);
  }

  void drain() {
    draining = true;
  }

  boolean isHealthy() {
    return !failed;
  }

  /** Trials that it holds. */
  int held() {
    return heldCount;
  }

  @Override
  public void run() {
    try (consumer) {
      ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
      while (!draining) {
        awaitUse();
        records = consumer.poll(poll);
        if (!draining) {
          records.forEach(
              record -> held.computeIfAbsent(Place.of(record), place -> starter.apply(record)));
        }
        heldCount = held.size();
        boolean unused = awaitHeld(untilRenewal(records));
        if (!draining) {
          records.forEach(record -> acknowledge(record, AcknowledgeType.RENEW));
        }
        heldCount = held.size();
      }
      drain(records);
    } catch (InterruptedException e) {
      failed = !draining;
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // Whatever it was, nobody polls for this lane any more.
      failed = true;
      LOG.error("a lane of the worker ends", e);
    }
  }

  /**
   * A lane that holds nothing takes nothing while the engine has no use for it: other workers of
   * the pool may have. The broker takes it for gone after some minutes, and lets it join again.
   */
  private void awaitUse() throws InterruptedException {
    while (held.isEmpty() && !draining && !wantsMore.getAsBoolean()) {
      Thread.sleep(Duration.ofNanos(SLICE_NANOS));
    }
  }

  /**
   * Lets what is held finish within the grace, its locks renewed meanwhile, and gives the rest
   * back. Nothing new is started.
   */
  private void drain(ConsumerRecords<byte[], byte[]> last) throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = last;
    long deadline = System.nanoTime() + drainGrace.toNanos();
    long left = drainGrace.toNanos();
    while (left > 0 && !canEnd(records, Duration.ofNanos(left))) {
      records.forEach(record -> acknowledge(record, AcknowledgeType.RENEW));
      records = consumer.poll(poll);
      left = deadline - System.nanoTime();
    }
    records.forEach(record -> acknowledge(record, AcknowledgeType.RELEASE));
    held.values().forEach(trial -> trial.thread().interrupt());
    consumer.commitSync();
  }

  /** Whether every trial held finishes in time, and the last poll brought it to be acknowledged. */
  private boolean canEnd(ConsumerRecords<byte[], byte[]> records, Duration left)
      throws InterruptedException {
    return awaitHeld(shorter(untilRenewal(records), left)) && records.count() >= held.size();
  }

  /**
   * How long the trials held may go without another poll. None at all when the poll before did not
   * bring all of them: the renewal of the others was not answered yet, and they wait for the next.
   */
  private Duration untilRenewal(ConsumerRecords<byte[], byte[]> records) {
    return records.count() < held.size() ? Duration.ZERO : renewAfter;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What the broker refused to acknowledge is no longer ours; it may come again as a new trial. */
  private void forgetUnlessAcknowledged(
      Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception refusal) {
    if (refusal != null) {
      LOG.warn("locks were lost, their trials will be delivered again: {}", refusal.toString());
      offsets.forEach(
          (partition, lost) ->
              lost.forEach(
                  offset ->
                      held.remove(new Place(partition.topic(), partition.partition(), offset))));
    }
  }

  private void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType unlessFinished) {
    Place place = Place.of(record);
    RunningTrial trial = held.get(place);
    if (trial == null) {
      consumer.acknowledge(record, AcknowledgeType.RELEASE);
    } else if (trial.result().isDone()) {
      held.remove(place);
      consumer.acknowledge(record, trial.result().join());
    } else {
      consumer.acknowledge(record, unlessFinished);
    }
  }

  /**
   * Waits for every trial held, in slices, so that a drain that begins meanwhile is noticed.
   *
   * @return whether all are finished
   */
  private boolean awaitHeld(Duration longest) throws InterruptedException {
    CompletableFuture<?>[] results =
        held.values().stream().map(RunningTrial::result).toArray(CompletableFuture[]::new);
    long deadline = System.nanoTime() + longest.toNanos();
    boolean wasDraining = draining;
    CompletableFuture<Void> all = CompletableFuture.allOf(results);
    while (!all.isDone() && System.nanoTime() < deadline && draining == wasDraining) {
      try {
        all.get(Math.min(SLICE_NANOS, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // Look again whether to go on.
      } catch (ExecutionException e) {
        throw new IllegalStateException("results never complete with an exception", e);
      }
    }
    return all.isDone();
  }
}

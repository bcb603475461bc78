package dev.winnow.runtime.share;

import dev.winnow.runtime.kafka.BrokerErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One share consumer with the requests that it holds. A share consumer fetches nothing new while it
 * holds records, so a worker has several loops, each with a few requests: a long request delays
 * only its own loop.
 *
 * <ol>
 *   <li>Take records and start each.
 *   <li>Wait until all are finished, but at most a third of the lock duration.
 *   <li>Acknowledge the finished ones as their tasks specify, and renew the others; repeat from
 *       step 2 until none is held.
 * </ol>
 *
 * A lock may be lost in spite of this, for example during a long pause of this process; then the
 * request is delivered again. The request that runs here continues: both produce the same ids, and
 * a worker that is slower than its locks would never finish if it restarted each time. If the
 * request is delivered to this loop again, the running one is used.
 */
final class ShareConsumerLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareConsumerLoop.class);
  private static final long SLICE_NANOS = 100_000_000;

  private final LockedRecords locks;
  private final Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter;
  private final Duration drainGrace;
  private final Map<Place, RunningRequest> held = new HashMap<>();

  /** Requests that continue although their locks were lost. */
  private final Map<Place, RunningRequest> unlocked = new HashMap<>();

  private final BooleanSupplier wantsMore;
  private final WorkerMeter meter;

  /** Completed once this loop fetches nothing any more. */
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  private final Supplier<CompletableFuture<Void>> allStopped;
  private volatile boolean draining;
  private volatile @Nullable String failure;
  private volatile int heldCount;

  private record Place(String topic, int partition, long offset) {
    static Place of(ConsumerRecord<?, ?> record) {
      return new Place(record.topic(), record.partition(), record.offset());
    }
  }

  /**
   * @param consumer with explicit acknowledgement, subscribed; the loop closes it
   * @param starter starts a request
   * @param wantsMore returns whether another request is wanted
   * @param allStopped completed once no loop of this worker fetches any more
   * @param meter counts what happens to the requests
   */
  ShareConsumerLoop(
      ShareConsumer<byte[], byte[]> consumer,
      Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter,
      BooleanSupplier wantsMore,
      Supplier<CompletableFuture<Void>> allStopped,
      ShareGroup group,
      WorkerMeter meter) {
    this.meter = meter;
    this.starter = starter;
    this.wantsMore = wantsMore;
    this.allStopped = allStopped;
    this.drainGrace = group.drainGrace();
    this.locks =
        new LockedRecords(consumer, group.lockDuration(), this::interruptUnlessAcknowledged, meter);
  }

  void drain() {
    draining = true;
  }

  /** Completed once this loop fetches nothing any more. */
  CompletableFuture<Void> stopped() {
    return stopped;
  }

  /** Returns why it takes nothing any more; empty while it does, and after a drain. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns the number of requests that it holds. */
  int held() {
    return heldCount;
  }

  @Override
  public void run() {
    try (locks) {
      ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
      while (!draining) {
        awaitUse();
        records = locks.take();
        if (!draining) {
          records.forEach(this::start);
        }
        while (!held.isEmpty() && !draining) {
          heldCount = held.size();
          awaitHeld(locks.renewAfter());
          if (!draining) {
            records = settle(records);
          }
        }
        heldCount = held.size();
      }
      drain(records);
    } catch (InterruptedException e) {
      failure = draining ? null : "it was interrupted";
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // After any exception or error, the consumer of this loop is no longer polled.
      failure = BrokerErrors.explain(e);
      LOG.error("a loop of the worker ends", e);
    } finally {
      stopped.complete(null);
    }
  }

  /**
   * A loop that holds nothing takes nothing while the engine wants no more, because other workers
   * of the pool may be free. The broker removes it from the group after some minutes, and lets it
   * join again.
   */
  private void awaitUse() throws InterruptedException {
    if (draining || wantsMore.getAsBoolean()) {
      return;
    }
    // Nothing else sends the last acknowledgements before the locks expire.
    locks.send();
    while (!draining && !wantsMore.getAsBoolean()) {
      Thread.sleep(Duration.ofNanos(SLICE_NANOS));
    }
  }

  /**
   * Lets the held requests finish within the grace, with their locks renewed, and releases the
   * rest. Starts nothing new.
   *
   * <p>Nothing is released before the other loops have stopped: a loop that still fetches would
   * acquire it, and give it back when it closes. Each time counts as a delivery, and after a few
   * the broker gives the record to nobody any more.
   */
  private void drain(ConsumerRecords<byte[], byte[]> last) throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = last;
    if (!records.isEmpty()) {
      // A consumer fetches nothing while it holds records, and this one takes no more after them.
      stopped.complete(null);
    }
    long deadline = System.nanoTime() + drainGrace.toNanos();
    long left = drainGrace.toNanos();
    while (left > 0 && !held.isEmpty()) {
      awaitHeld(shorter(locks.renewAfter(), Duration.ofNanos(left)));
      records = settle(records);
      left = deadline - System.nanoTime();
    }
    if (!records.isEmpty()) {
      awaitOthers();
    }
    acknowledgeFinished(records)
        .forEach(
            record -> {
              locks.acknowledge(record, AcknowledgeType.RELEASE);
              meter.finished(AcknowledgeType.RELEASE);
            });
    held.values().forEach(request -> request.thread().interrupt());
    unlocked.values().forEach(request -> request.thread().interrupt());
    locks.send();
  }

  private void awaitOthers() throws InterruptedException {
    try {
      allStopped.get().get(locks.renewAfter().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("another loop of this worker takes long to stop");
    } catch (ExecutionException e) {
      throw new IllegalStateException("stopping never completes with an exception", e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * A record whose acknowledgement the broker rejected is no longer ours; it may be delivered
   * again, here or elsewhere.
   */
  private void interruptUnlessAcknowledged(
      Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception refusal) {
    if (refusal == null) {
      return;
    }
    offsets.forEach(
        (partition, lost) ->
            lost.forEach(
                offset -> {
                  LOG.warn(
                      "partition={} offset={} is no longer locked for this worker: {}",
                      partition.topicPartition(),
                      offset,
                      refusal.toString());
                  interruptTask(new Place(partition.topic(), partition.partition(), offset));
                }));
  }

  /** Acknowledges the finished requests and renews the rest; returns those that are still ours. */
  private ConsumerRecords<byte[], byte[]> settle(ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> unfinished = acknowledgeFinished(records);
    ConsumerRecords<byte[], byte[]> ours =
        unfinished.isEmpty() ? ConsumerRecords.empty() : locks.renew(unfinished);
    Set<Place> places = new HashSet<>();
    ours.forEach(record -> places.add(Place.of(record)));
    List<Place> lost = held.keySet().stream().filter(place -> !places.contains(place)).toList();
    lost.forEach(this::interruptTask);
    return ours;
  }

  private void interruptTask(Place place) {
    RunningRequest request = held.remove(place);
    if (request != null) {
      meter.lost();
      unlocked.put(place, request);
    }
  }

  private void start(ConsumerRecord<byte[], byte[]> record) {
    unlocked.values().removeIf(request -> request.result().isDone());
    Place place = Place.of(record);
    RunningRequest running = unlocked.remove(place);
    meter.delivered(record);
    held.put(place, running == null ? starter.apply(record) : running);
  }

  /** Returns the records of requests that continue; releases those that were never started. */
  private List<ConsumerRecord<byte[], byte[]>> acknowledgeFinished(
      ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> unfinished = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Place place = Place.of(record);
      RunningRequest request = held.get(place);
      if (request == null) {
        locks.acknowledge(record, AcknowledgeType.RELEASE);
      } else if (request.result().isDone()) {
        held.remove(place);
        AcknowledgeType type = request.result().join();
        locks.acknowledge(record, type);
        meter.finished(type);
      } else {
        unfinished.add(record);
      }
    }
    return unfinished;
  }

  /** Waits for every held request, in slices, so that a drain that begins meanwhile is noticed. */
  private void awaitHeld(Duration longest) throws InterruptedException {
    CompletableFuture<?>[] results =
        held.values().stream().map(RunningRequest::result).toArray(CompletableFuture[]::new);
    long deadline = System.nanoTime() + longest.toNanos();
    boolean wasDraining = draining;
    CompletableFuture<Void> all = CompletableFuture.allOf(results);
    while (!all.isDone() && System.nanoTime() < deadline && draining == wasDraining) {
      try {
        all.get(Math.min(SLICE_NANOS, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // Check again whether to continue.
      } catch (ExecutionException e) {
        throw new IllegalStateException("results never complete with an exception", e);
      }
    }
  }
}

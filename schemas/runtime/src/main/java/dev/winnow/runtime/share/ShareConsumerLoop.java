package dev.winnow.runtime.share;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
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
 * request is delivered to this worker again, the running one is used.
 */
final class ShareConsumerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareConsumerLoop.class);
  private static final Duration SLICE = Duration.ofMillis(100);

  private final LockedRecords locks;
  private final Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter;
  private final Duration drainGrace;
  private final Map<RequestPlace, RunningRequest> held = new HashMap<>();
  private final ConcurrentMap<RequestPlace, RunningRequest> unlocked;
  private final BooleanSupplier wantsMore;
  private final WorkerMeter meter;
  private final Drain drain;
  private volatile int heldCount;

  /**
   * @param consumer with explicit acknowledgement, subscribed; closed with the loop
   * @param starter starts a request
   * @param wantsMore returns whether another request is wanted
   * @param unlocked requests of this worker that continue although their locks were lost; shared by
   *     its loops
   * @param drain ends the loop
   * @param meter counts what happens to the requests
   */
  ShareConsumerLoop(
      ShareConsumer<byte[], byte[]> consumer,
      Function<ConsumerRecord<byte[], byte[]>, RunningRequest> starter,
      BooleanSupplier wantsMore,
      ConcurrentMap<RequestPlace, RunningRequest> unlocked,
      Drain drain,
      ShareGroup group,
      WorkerMeter meter) {
    this.meter = meter;
    this.starter = starter;
    this.wantsMore = wantsMore;
    this.unlocked = unlocked;
    this.drain = drain;
    this.drainGrace = group.drainGrace();
    this.locks =
        new LockedRecords(consumer, group.lockDuration(), this::unlockUnlessAcknowledged, meter);
  }

  /** Returns the number of requests that it holds. */
  int held() {
    return heldCount;
  }

  /**
   * Reads requests until the worker drains.
   *
   * <p>After an exception the loop is of no more use. The requests that it held continue unlocked:
   * closing the consumer releases their locks.
   *
   * @param onRead called after each successful read
   */
  void run(Runnable onRead) throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
    try {
      while (!drain.hasBegun()) {
        awaitUse();
        records = locks.take();
        onRead.run();
        if (!drain.hasBegun()) {
          records.forEach(this::start);
          unlocked.values().removeIf(request -> request.result().isDone());
        }
        while (!held.isEmpty() && !drain.hasBegun()) {
          heldCount = held.size();
          awaitHeld(locks.renewAfter());
          if (!drain.hasBegun()) {
            records = settle(records);
          }
        }
        heldCount = held.size();
      }
      finish(records);
    } finally {
      List.copyOf(held.keySet()).forEach(this::unlock);
      heldCount = 0;
    }
  }

  @Override
  public void close() {
    locks.close();
  }

  /**
   * A loop that holds nothing takes nothing while the engine wants no more, because other workers
   * of the pool may be free. The broker removes it from the group after some minutes, and lets it
   * join again.
   */
  private void awaitUse() throws InterruptedException {
    if (drain.hasBegun() || wantsMore.getAsBoolean()) {
      return;
    }
    // Nothing else sends the last acknowledgements before the locks expire.
    locks.send();
    while (!drain.hasBegun() && !wantsMore.getAsBoolean()) {
      drain.await(SLICE);
    }
  }

  /**
   * Lets the held requests finish within the grace, with their locks renewed, and releases the
   * rest. Starts nothing new.
   *
   * <p>Nothing is released before the other loops have stopped: a loop that still fetches would
   * acquire it, and give it back when it closes. Each time counts as a delivery, and after a few
   * the broker delivers the record to no worker any more.
   */
  private void finish(ConsumerRecords<byte[], byte[]> last) throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = last;
    if (!records.isEmpty()) {
      // A consumer fetches nothing while it holds records, and this one takes no more after them.
      drain.stopFetching();
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
    unlocked.putAll(held);
    held.clear();
    locks.send();
  }

  private void awaitOthers() throws InterruptedException {
    if (!drain.awaitStopped(locks.renewAfter())) {
      LOG.debug("another loop of this worker takes long to stop");
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * A record whose acknowledgement the broker rejected is no longer ours; it may be delivered
   * again, here or elsewhere.
   */
  private void unlockUnlessAcknowledged(
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
                  unlock(new RequestPlace(partition.topic(), partition.partition(), offset));
                }));
  }

  /** Acknowledges the finished requests and renews the rest; returns those that are still ours. */
  private ConsumerRecords<byte[], byte[]> settle(ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> unfinished = acknowledgeFinished(records);
    ConsumerRecords<byte[], byte[]> ours =
        unfinished.isEmpty() ? ConsumerRecords.empty() : locks.renew(unfinished);
    Set<RequestPlace> places = new HashSet<>();
    ours.forEach(record -> places.add(RequestPlace.of(record)));
    List<RequestPlace> lost =
        held.keySet().stream().filter(place -> !places.contains(place)).toList();
    lost.forEach(this::unlock);
    return ours;
  }

  private void unlock(RequestPlace place) {
    RunningRequest request = held.remove(place);
    if (request != null) {
      meter.lost();
      unlocked.put(place, request);
    }
  }

  private void start(ConsumerRecord<byte[], byte[]> record) {
    RequestPlace place = RequestPlace.of(record);
    RunningRequest running = unlocked.remove(place);
    meter.delivered(record);
    held.put(place, running == null ? starter.apply(record) : running);
  }

  /** Returns the records of requests that continue; releases those that were never started. */
  private List<ConsumerRecord<byte[], byte[]>> acknowledgeFinished(
      ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> unfinished = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      RequestPlace place = RequestPlace.of(record);
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
    boolean wasDraining = drain.hasBegun();
    CompletableFuture<Void> all = CompletableFuture.allOf(results);
    while (!all.isDone() && System.nanoTime() < deadline && drain.hasBegun() == wasDraining) {
      try {
        all.get(Math.min(SLICE.toNanos(), deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // Check again whether to continue.
      } catch (ExecutionException e) {
        throw new IllegalStateException("results never complete with an exception", e);
      }
    }
  }
}

package dev.winnow.runtime.share;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A share consumer that returns only records whose locks this worker still holds.
 *
 * <p>The client fetches in the background: the broker locks a record when it sends it, while the
 * client may keep it in its buffer until a later poll. If that poll comes after the lock has
 * expired, another consumer has the record as well, and both would sample it. Three rules prevent
 * that:
 *
 * <ol>
 *   <li>Locks are renewed with {@code commitSync}, never with a poll: a poll that renews makes the
 *       client fetch further records, which it does not return before the renewed ones are done.
 *   <li>A record that may have been in the buffer for a third of the lock duration is renewed
 *       before it is returned. If it cannot be renewed, it belongs to another consumer and is
 *       dropped.
 *   <li>A record that may have been in the buffer for the whole lock duration is released, not
 *       renewed: the broker also accepts the renewal of a record that another consumer has
 *       finished, once the group's start offset lies behind it.
 * </ol>
 *
 * Not thread-safe.
 */
final class LockedRecords implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LockedRecords.class);
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Duration lock;
  private final Duration poll;
  private final WorkerMeter meter;
  private long previousTake = System.nanoTime();
  private long takeBeforeIt = previousTake;

  /**
   * @param consumer with explicit acknowledgement, subscribed; closed with this
   * @param lock how long the broker keeps a record locked
   * @param onAcknowledged receives, for every acknowledgement, whether the broker accepted it
   * @param meter counts renewals
   */
  LockedRecords(
      ShareConsumer<byte[], byte[]> consumer,
      Duration lock,
      AcknowledgementCommitCallback onAcknowledged,
      WorkerMeter meter) {
    this.consumer = consumer;
    this.lock = lock;
    this.meter = meter;
    Duration part = lock.dividedBy(6);
    this.poll = part.compareTo(LONGEST_POLL) < 0 ? part : LONGEST_POLL;
    consumer.setAcknowledgementCommitCallback(onAcknowledged);
  }

  /** Returns how long records may go without being renewed. */
  Duration renewAfter() {
    return lock.dividedBy(3);
  }

  /**
   * Returns the next records; waits for them briefly, and may return none. All records returned
   * before must have been acknowledged, none renewed.
   */
  ConsumerRecords<byte[], byte[]> take() {
    if (mayBeExpired(takeBeforeIt)) {
      emptyBuffer();
    }
    long lockedSince = takeBeforeIt;
    takeBeforeIt = previousTake;
    previousTake = System.nanoTime();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(poll);
    // The buffer holds at most two fetches, and a poll takes one: these records were fetched after
    // the poll before the last.
    boolean isFresh = System.nanoTime() - lockedSince < renewAfter().toNanos();
    if (isFresh || records.isEmpty()) {
      return records;
    }
    ConsumerRecords<byte[], byte[]> renewed = renew(records);
    if (!mayBeExpired(lockedSince)) {
      return renewed;
    }
    release(renewed);
    return ConsumerRecords.empty();
  }

  private boolean mayBeExpired(long lockedSince) {
    return System.nanoTime() - lockedSince >= lock.toNanos();
  }

  /** Releases what the client has fetched and not returned yet. */
  private void emptyBuffer() {
    ConsumerRecords<byte[], byte[]> buffered;
    do {
      previousTake = System.nanoTime();
      // It returns what is in the buffer, or else starts a fetch without waiting for its records.
      buffered = consumer.poll(Duration.ZERO);
      release(buffered);
    } while (!buffered.isEmpty());
    takeBeforeIt = previousTake;
  }

  /** The broker ignores it, or rejects it, where the lock has expired. */
  private void release(ConsumerRecords<byte[], byte[]> records) {
    records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RELEASE));
  }

  /** Acknowledges a record of the last batch; sent with the next call of another method. */
  void acknowledge(ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
    consumer.acknowledge(record, type);
  }

  /**
   * Sends the pending acknowledgements, renews the locks of these records, and returns those that
   * are still ours.
   */
  ConsumerRecords<byte[], byte[]> renew(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    // Sent separately from the renewals, because the client loses track of them when another
    // broker's response, to acknowledgements of another kind, comes later.
    consumer.commitAsync();
    records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RENEW));
    Map<TopicIdPartition, Optional<KafkaException>> results = consumer.commitSync(lock);
    boolean isAnyOurs = results.values().stream().anyMatch(Optional::isEmpty);
    // This poll returns at once with the renewed records; without a renewal it would fetch others.
    if (!isAnyOurs) {
      return ConsumerRecords.empty();
    }
    ConsumerRecords<byte[], byte[]> renewed = consumer.poll(poll);
    meter.renewed(renewed.count());
    return renewed;
  }

  /**
   * Sends the pending acknowledgements and waits until the broker has them, at most for the lock
   * duration.
   */
  void send() {
    consumer
        .commitSync(lock)
        .forEach(
            (partition, refusal) ->
                refusal.ifPresent(
                    e ->
                        LOG.debug(
                            "partition={} was not acknowledged: {}", partition, e.toString())));
  }

  @Override
  public void close() {
    consumer.close();
  }
}

package dev.winnow.sink;

import dev.winnow.sink.commit.Leftovers;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the partitions that the consumer group assigns to this sink, and reads each from where its
 * log ends. The group only spreads the partitions over the sinks: a sink that the group has given
 * up, and that does not know it yet, is shut out by the next claim.
 *
 * <p>A partition whose storage fails, or that another sink claims although the group assigns it to
 * this one, waits, and is then claimed again. Not thread-safe, but for {@link #waiting} and {@link
 * #waitingPartitions}.
 */
final class PartitionAssignments implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionAssignments.class);

  private final Consumer<byte[], byte[]> consumer;
  private final DatasetWriter writer;
  private final Storage storage;
  private final Function<String, DatasetKind<?>> kinds;
  private final Duration patience;
  private final InstantSource clock;
  private final Map<PartitionId, Waiting> waiting = new ConcurrentHashMap<>();

  private record Waiting(Instant until, String reason) {}

  /**
   * @param kinds the kind of dataset of each topic
   * @param patience how long a partition waits
   */
  PartitionAssignments(
      Consumer<byte[], byte[]> consumer,
      DatasetWriter writer,
      Storage storage,
      Function<String, DatasetKind<?>> kinds,
      Duration patience,
      InstantSource clock) {
    this.consumer = consumer;
    this.writer = writer;
    this.storage = storage;
    this.kinds = kinds;
    this.patience = patience;
    this.clock = clock;
  }

  /** Returns why a partition is not written at the moment; empty if all are. Thread-safe. */
  Optional<String> waiting() {
    return waiting.entrySet().stream()
        .findFirst()
        .map(entry -> "%s is not written: %s".formatted(entry.getKey(), entry.getValue().reason()));
  }

  /** Returns how many partitions are not written at the moment. Thread-safe. */
  int waitingPartitions() {
    return waiting.size();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    claimAll(assigned.stream().map(PartitionId::of).toList());
  }

  /** The rows so far are committed, so that the next owner need not read them again. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    List<PartitionId> partitions = revoked.stream().map(PartitionId::of).toList();
    try {
      writer.commit(partitions);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    partitions.forEach(this::drop);
  }

  /** Another sink may have claimed them already; a commit would be refused. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    lost.stream().map(PartitionId::of).forEach(this::drop);
  }

  /** Lets a partition wait that is assigned to this sink and cannot be written now. */
  void suspend(PartitionId partition, String reason) {
    LOG.warn("partition={} event=suspended reason='{}'", partition, reason);
    waiting.put(partition, new Waiting(clock.instant().plus(patience), reason));
    // The consumer asks the group for the position of a partition that has none, though paused.
    consumer.seek(partition.toKafka(), 0);
    consumer.pause(List.of(partition.toKafka()));
  }

  /** Claims the partitions that have waited long enough. */
  void retry() {
    Instant now = clock.instant();
    List<PartitionId> due =
        waiting.entrySet().stream()
            .filter(entry -> !entry.getValue().until().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    if (!due.isEmpty()) {
      claimAll(due);
    }
  }

  private void drop(PartitionId partition) {
    waiting.remove(partition);
    writer.forget(partition);
  }

  private void claimAll(List<PartitionId> partitions) {
    List<PartitionId> claimed = new ArrayList<>();
    for (PartitionId partition : partitions) {
      try {
        seek(partition, writer.claim(partition, kinds.apply(partition.topic())));
        claimed.add(partition);
      } catch (IOException | TimeoutException e) {
        // Storage or broker do not answer; the claim, if it was made, is made again later.
        writer.forget(partition);
        suspend(partition, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    try {
      Leftovers.settle(storage, claimed, clock.instant());
    } catch (IOException e) {
      // Files that are left behind do no harm: the next claim looks for them again.
      LOG.warn("event=unfinished-files-not-deleted reason='{}'", e.toString());
    }
    claimed.forEach(this::resume);
  }

  private void resume(PartitionId partition) {
    if (waiting.remove(partition) != null) {
      LOG.info("partition={} event=resumed", partition);
      consumer.resume(List.of(partition.toKafka()));
    }
  }

  private void seek(PartitionId partition, long next) {
    TopicPartition kafka = partition.toKafka();
    List<TopicPartition> one = List.of(kafka);
    long beginning = Objects.requireNonNull(consumer.beginningOffsets(one).get(kafka));
    long end = Objects.requireNonNull(consumer.endOffsets(one).get(kafka));
    if (next > 0 && next < beginning) {
      LOG.error(
          "{}: offsets {} to {} were deleted before they were written; keep samples longer",
          partition,
          next,
          beginning - 1);
    }
    if (next > end) {
      throw new IllegalStateException(
          "'%s' has rows of %s up to offset %d, which ends at %d: it is another topic than they are of; "
                  .formatted(storage.name(), partition, next - 1, end)
              + "give this sink another directory (--datasets)");
    }
    consumer.seek(kafka, Math.max(next, beginning));
  }
}

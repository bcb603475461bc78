package dev.winnow.ops.tuning;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicPartitions;
import dev.winnow.training.RowStream;
import dev.winnow.training.StreamedRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed rows of one recipe on a topic. The consumer belongs to no group and commits
 * nothing: the training keeps the offsets with its weights. Records that cannot be read are
 * skipped. Not thread-safe, but for {@link #stop}.
 */
public final class FollowedRows implements RowStream, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MAX_POLL = 500;

  private final String topic;
  private final String recipe;
  private final Duration idle;
  private final String id;
  private final TrainingRecords records;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deque<ConsumerRecord<byte[], byte[]>> arrived = new ArrayDeque<>();
  private List<TopicPartition> partitions = List.of();
  private volatile boolean isStopped;

  /**
   * @param recipe name of the recipe whose rows count
   * @param idle the rows end when none has come for so long; empty to wait for ever
   * @throws IllegalArgumentException if the topic does not exist
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  public FollowedRows(
      KafkaConnection connection, TrainingTopic source, String recipe, Optional<Duration> idle)
      throws InterruptedException {
    this.topic = source.name(connection.topics());
    this.recipe = recipe;
    this.idle = idle.orElse(Duration.ofNanos(Long.MAX_VALUE));
    this.id = StreamIdentity.of(connection, topic) + '/' + recipe;
    this.records = new TrainingRecords(source.reader(connection.registry()));
    this.consumer =
        CommittedRecords.consumer(
            connection,
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MAX_POLL));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void seek(Map<Integer, Long> next) {
    partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    consumer
        .beginningOffsets(partitions)
        .forEach(
            (partition, begin) ->
                consumer.seek(partition, next.getOrDefault(partition.partition(), begin)));
  }

  @Override
  public Optional<StreamedRow> next() throws InterruptedException {
    consumer.resume(consumer.paused());
    long since = System.nanoTime();
    while (true) {
      while (!arrived.isEmpty()) {
        Optional<StreamedRow> row = row(arrived.removeFirst());
        if (row.isPresent()) {
          return row;
        }
      }
      if (System.nanoTime() - since >= idle.toNanos()) {
        return Optional.empty();
      }
      poll();
    }
  }

  @Override
  public StreamedRow at(int partition, long offset) throws InterruptedException {
    TopicPartition wanted = new TopicPartition(topic, partition);
    while (true) {
      for (Iterator<ConsumerRecord<byte[], byte[]>> all = arrived.iterator(); all.hasNext(); ) {
        ConsumerRecord<byte[], byte[]> record = all.next();
        if (record.partition() == partition) {
          all.remove();
          if (record.offset() == offset) {
            return row(record).orElseThrow(() -> gone(wanted, offset));
          } else if (record.offset() > offset) {
            throw gone(wanted, offset);
          }
        }
      }
      // Only this partition is read, so that the others do not fill the memory.
      consumer.pause(others(wanted));
      consumer.resume(List.of(wanted));
      poll();
    }
  }

  /** Lets the thread that waits for rows end with an {@link InterruptedException}. */
  public void stop() {
    isStopped = true;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private Collection<TopicPartition> others(TopicPartition wanted) {
    return partitions.stream().filter(partition -> !partition.equals(wanted)).toList();
  }

  private void poll() throws InterruptedException {
    requireRunning();
    try {
      consumer.poll(POLL).forEach(arrived::addLast);
    } catch (OffsetOutOfRangeException e) {
      throw new IllegalStateException(
          "topic '%s': rows to read next are no longer there: %s; a training cannot go on behind the topic's retention, begin anew in another directory"
              .formatted(topic, e.getMessage()),
          e);
    }
  }

  private void requireRunning() throws InterruptedException {
    if (isStopped) {
      throw new InterruptedException("the training was told to stop");
    }
  }

  /** Returns the row of a record; empty if it is of another recipe, or nothing to train on. */
  private Optional<StreamedRow> row(ConsumerRecord<byte[], byte[]> record)
      throws InterruptedException {
    return records
        .read(record, this::requireRunning)
        .filter(content -> content.recipe().equals(recipe))
        .flatMap(
            content ->
                content
                    .example()
                    .map(
                        example ->
                            new StreamedRow(
                                record.partition(), record.offset(), content.id(), example)));
  }

  private IllegalStateException gone(TopicPartition partition, long offset) {
    return new IllegalStateException(
        "topic '%s': the row at offset %d of partition %d, which was read before, is no longer there; begin anew in another directory"
            .formatted(topic, offset, partition.partition()));
  }
}

package dev.winnow.producers.publish;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the prompts that were just published under an id that belongs to another prompt.
 *
 * <p>Only the planner knows which prompt an id belongs to, so the answer is derived from its
 * output:
 *
 * <ol>
 *   <li>Before anything is published, the end of the dead letters is recorded.
 *   <li>After publishing, wait until the planner has committed the offset of the last prompt of
 *       every partition. The dead letters of these prompts are committed in the same transaction.
 *   <li>The dead letters since then name the ids that are taken.
 * </ol>
 *
 * If the planner is not running, or takes longer, the result is incomplete. Taken ids that another
 * publisher sends at the same time to the same partitions are included. Not thread-safe.
 */
public final class TakenIds implements AutoCloseable {
  private static final String PLANNER = "planner";
  private static final String REASON = "PROMPT_ID_TAKEN";
  private static final long LOOK_AGAIN_MS = 200;
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Decoder<DeadLetter> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /**
   * The result.
   *
   * @param ids ids that are taken, of all prompts that the planner has processed
   * @param isComplete whether the planner has processed all
   */
  public record Finding(Set<String> ids, boolean isComplete) {}

  private TakenIds(KafkaConnection connection) {
    this.connection = connection;
    this.decoder = new Decoder<>(connection.registry(), DeadLetter.class);
    this.consumer = CommittedRecords.consumer(connection);
    String topic = connection.topics().deadLetters();
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
  }

  /** Records the current end of the dead letters; must be called before anything is published. */
  public static TakenIds from(KafkaConnection connection) {
    TakenIds taken = new TakenIds(connection);
    taken.consumer.assign(taken.partitions);
    taken.consumer.seekToEnd(taken.partitions);
    taken.partitions.forEach(taken.consumer::position);
    return taken;
  }

  /**
   * Finds the taken ids among the prompts up to these offsets.
   *
   * @param published offset of the last prompt, by partition
   * @param wait maximum time to wait for the planner to read them
   */
  public Finding find(Map<TopicPartition, Long> published, Duration wait)
      throws InterruptedException {
    boolean isComplete = awaitPlanner(published, System.nanoTime() + wait.toNanos());
    Set<String> ids = new HashSet<>();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer.poll(POLL).forEach(letter -> add(letter, published, ids));
    }
    return new Finding(Set.copyOf(ids), isComplete);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> published, Set<String> ids) {
    if (record.value() != null
        && decoder.decode(record.topic(), record.value()) instanceof Good<DeadLetter> good) {
      DeadLetter letter = good.value();
      TopicPartition from = new TopicPartition(letter.getTopic(), letter.getPartition());
      if (letter.getReason().equals(REASON)
          && letter.getOffset() <= published.getOrDefault(from, -1L)) {
        letter.getKey().ifPresent(key -> ids.add(StandardCharsets.UTF_8.decode(key).toString()));
      }
    }
  }

  private boolean awaitPlanner(Map<TopicPartition, Long> published, long deadline)
      throws InterruptedException {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      while (!hasRead(admin, published)) {
        if (System.nanoTime() >= deadline) {
          return false;
        }
        Thread.sleep(LOOK_AGAIN_MS);
      }
      return true;
    }
  }

  private boolean hasRead(Admin admin, Map<TopicPartition, Long> published)
      throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin
              .listConsumerGroupOffsets(connection.topics().prefix() + PLANNER)
              .partitionsToOffsetAndMetadata()
              .get();
      return published.entrySet().stream()
          .allMatch(
              last -> {
                OffsetAndMetadata next = read.get(last.getKey());
                return next != null && next.offset() > last.getValue();
              });
    } catch (ExecutionException e) {
      // The group does not exist yet, or the broker is briefly unavailable: the deadline limits the
      // wait.
      return false;
    }
  }
}

package dev.winnow.runtime.pool;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Measures the queues of pools: the requests that their share groups have not acknowledged. Not
 * thread-safe.
 */
final class QueueLengths implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  /** How long the oldest requests are waited for, all pools together. */
  private static final Duration READ = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;
  private final RequestQueue queue;
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * The queue of a pool.
   *
   * @param requests number of requests; markers of transactions may be counted as well
   * @param oldestMillis time of the oldest request, in epoch milliseconds; {@link Long#MAX_VALUE}
   *     if there is none
   */
  record Length(long requests, long oldestMillis) {}

  /** Where the requests of one partition begin that are not acknowledged, and their number. */
  private record Rest(long start, long requests) {}

  QueueLengths(KafkaConnection connection, RequestQueue queue) {
    this.connection = connection;
    this.queue = queue;
    this.admin = Admin.create(connection.properties(Map.of()));
    this.consumer =
        CommittedRecords.consumer(
            connection,
            Map.of(
                "auto.offset.reset",
                "earliest",
                // Only the first record of each partition is looked at.
                "max.partition.fetch.bytes",
                1));
  }

  /** Returns the queue of each pool that has a topic. */
  Map<String, Length> measure() throws ExecutionException, InterruptedException, TimeoutException {
    String prefix = queue.topic(connection.topics(), "");
    Map<String, Length> lengths = new TreeMap<>();
    Set<String> pools =
        get(admin.listTopics().names()).stream()
            .filter(topic -> topic.startsWith(prefix))
            .map(topic -> topic.substring(prefix.length()))
            .collect(Collectors.toSet());
    for (String pool : pools) {
      lengths.put(pool, length(rests(pool)));
    }
    return lengths;
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }

  private Map<TopicPartition, Rest> rests(String pool)
      throws ExecutionException, InterruptedException, TimeoutException {
    String topic = queue.topic(connection.topics(), pool);
    List<TopicPartition> partitions =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
            .flatMap(description -> description.partitions().stream())
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, SharePartitionOffsetInfo> acknowledged =
        acknowledged(queue.group(connection.topics(), pool));
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Rest> rests = new HashMap<>();
    for (TopicPartition partition : partitions) {
      SharePartitionOffsetInfo info = acknowledged.get(partition);
      long beginning = beginnings.getOrDefault(partition, 0L);
      long start = info == null ? beginning : Math.max(beginning, info.startOffset());
      long behind = Math.max(0, ends.getOrDefault(partition, start) - start);
      // A request may be acknowledged before older ones: the broker's number leaves it out.
      long lag = info == null ? behind : Math.min(behind, info.lag().orElse(behind));
      rests.put(partition, new Rest(start, lag));
    }
    return rests;
  }

  /** A group that has no worker yet starts at the earliest request. */
  private Map<TopicPartition, SharePartitionOffsetInfo> acknowledged(String group)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return get(
          admin
              .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
              .partitionsToOffsetInfo(group));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /**
   * A partition whose rest has no record, only markers of transactions, has no requests. One whose
   * first record does not come in time counts without an age.
   */
  private Length length(Map<TopicPartition, Rest> rests) {
    Map<TopicPartition, Rest> left = new HashMap<>(rests);
    left.values().removeIf(rest -> rest.requests() == 0);
    long requests = left.values().stream().mapToLong(Rest::requests).sum();
    long oldest = Long.MAX_VALUE;
    consumer.assign(left.keySet());
    left.forEach((partition, rest) -> consumer.seek(partition, rest.start()));
    long deadline = System.nanoTime() + READ.toNanos();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      var records = consumer.poll(POLL);
      for (TopicPartition partition : records.partitions()) {
        oldest = Math.min(oldest, records.records(partition).getFirst().timestamp());
        left.remove(partition);
      }
      consumer.pause(records.partitions());
      for (TopicPartition partition : List.copyOf(left.keySet())) {
        Rest rest = left.get(partition);
        if (rest != null && consumer.position(partition) >= rest.start() + rest.requests()) {
          requests -= rest.requests();
          left.remove(partition);
        }
      }
    }
    return new Length(requests, oldest);
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}

package dev.winnow.ops.console;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicPartitions;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a window of a dataset's topic: its newest records, or some at a random place of each
 * partition. Reading ends after {@link #PATIENCE}; a window has about {@value #RECORDS} records.
 * Thread-safe.
 */
final class RowWindow {
  static final int RECORDS = 2_000;
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;
  private final Decoder<Sample> samples;
  private final Decoder<Pair> pairs;
  private final RandomGenerator random = RandomGenerator.getDefault();

  /** Which rows are wanted. */
  record Query(String recipe, String dataset, String order, Optional<String> reason, int limit) {}

  /**
   * Rows of a window.
   *
   * @param lookedAt records that were read, of all recipes
   */
  record Found(List<SampledRow> rows, int lookedAt) {}

  RowWindow(KafkaConnection connection) {
    this.connection = connection;
    this.samples = new Decoder<>(connection.registry(), Sample.class);
    this.pairs = new Decoder<>(connection.registry(), Pair.class);
  }

  Found read(Query query) {
    List<SampledRow> rows = new ArrayList<>();
    int lookedAt = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        CommittedRecords.consumer(connection, PATIENCE, RECORDS)) {
      Map<TopicPartition, Long> ends = open(consumer, query);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (TopicPartitions.isBehind(consumer, ends) && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition place = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < ends.getOrDefault(place, 0L)) {
            lookedAt++;
            row(query, record).ifPresent(rows::add);
          }
        }
      }
    }
    return new Found(chosen(query, rows), lookedAt);
  }

  private Map<TopicPartition, Long> open(KafkaConsumer<byte[], byte[]> consumer, Query query) {
    List<TopicPartition> partitions = TopicPartitions.of(consumer, topic(query.dataset()));
    consumer.assign(partitions);
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
    long window = Math.max(1, RECORDS / partitions.size());
    for (TopicPartition partition : partitions) {
      long begin = first.getOrDefault(partition, 0L);
      long from = Math.max(begin, ends.getOrDefault(partition, 0L) - window);
      if (query.order().equals("random") && from > begin) {
        from = random.nextLong(begin, from + 1);
        ends.put(partition, from + window);
      }
      consumer.seek(partition, from);
    }
    return ends;
  }

  private Optional<SampledRow> row(Query query, ConsumerRecord<byte[], byte[]> record) {
    if (query.dataset().equals("pairs")) {
      return pairs
          .decode(record.topic(), record.value())
          .good()
          .filter(pair -> pair.getRecipe().equals(query.recipe()))
          .filter(pair -> query.reason().map(pair.getPolicy()::equals).orElse(true))
          .map(SampledRow::of);
    }
    return samples
        .decode(record.topic(), record.value())
        .good()
        .filter(row -> row.getRecipe().equals(query.recipe()))
        .filter(row -> query.reason().map(row.getReason()::equals).orElse(true))
        .map(SampledRow::of);
  }

  private List<SampledRow> chosen(Query query, List<SampledRow> rows) {
    switch (query.order()) {
      case "random" -> Collections.shuffle(rows, java.util.Random.from(random));
      case "score_high", "score_low" -> {
        Comparator<Double> order =
            query.order().equals("score_low")
                ? Comparator.naturalOrder()
                : Comparator.reverseOrder();
        rows.sort(Comparator.comparing(SampledRow::score, Comparator.nullsLast(order)));
      }
      default -> Collections.reverse(rows);
    }
    return List.copyOf(rows.subList(0, Math.min(query.limit(), rows.size())));
  }

  private String topic(String dataset) {
    return switch (dataset) {
      case "selected" -> connection.topics().selected();
      case "pairs" -> connection.topics().pairs();
      case "accepted" -> connection.topics().samples(Outcome.ACCEPTED);
      case "rejected" -> connection.topics().samples(Outcome.REJECTED);
      case "undecided" -> connection.topics().samples(Outcome.UNDECIDED);
      default -> throw new IllegalArgumentException("no dataset of rows: " + dataset);
    };
  }
}

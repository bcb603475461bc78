package dev.winnow.ops.console;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicPartitions;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one prompt from the topics, on request.
 *
 * <ol>
 *   <li>The prompt's id gives the partition, as it did for the verifier's producer.
 *   <li>The time of the prompt's start, or of its first verdict if that is earlier, gives the
 *       offset: no candidate is older. A row may be some seconds older than its verdict.
 *   <li>The number of verdicts says when all rows are found.
 * </ol>
 *
 * <p>Reading ends after {@link #MAX_RECORDS} records or {@link #PATIENCE}, and the page says so.
 * Thread-safe.
 */
final class CandidateScan {
  static final int MAX_RECORDS = 500_000;
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final KafkaConnection connection;
  private final Decoder<Sample> decoder;

  CandidateScan(KafkaConnection connection) {
    this.connection = connection;
    this.decoder = new Decoder<>(connection.registry(), Sample.class);
  }

  /**
   * Reads a part of a prompt's candidates.
   *
   * @param span the prompt's verdicts; empty where none is known
   * @param after index after which the part begins; -1 for the beginning
   * @param limit most candidates returned
   */
  CandidatesPage read(Progress progress, Optional<VerdictSpan> span, int after, int limit) {
    ListedPrompt prompt = ListedPrompt.of(progress);
    CandidateCollector found = new CandidateCollector(after, limit);
    // Fewer verdicts than the planner counted mean that their topic was shortened: then the number
    // of rows is not known.
    boolean isWhole = span.isPresent() && span.get().count() >= progress.getJudged();
    int wanted = isWhole ? span.get().count() : Integer.MAX_VALUE;
    long started = progress.getStartedAt().toEpochMilli();
    long from = Math.min(started, span.map(VerdictSpan::first).orElse(started)) - SLACK.toMillis();
    if (progress.getJudged() == 0 && span.isEmpty()) {
      return found.page(prompt, null);
    }
    String stopped = scan(progress.getPromptId(), from, wanted, found);
    String note =
        stopped == null && isWhole && found.rows() < wanted
            ? missing(found.rows(), wanted)
            : stopped;
    return found.page(prompt, note);
  }

  private static String missing(int found, int wanted) {
    return "%,d of the prompt's %,d rows were found; the topics no longer have the others"
        .formatted(found, wanted);
  }

  private @Nullable String scan(String id, long from, int wanted, CandidateCollector found) {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<byte[], byte[]> consumer =
        CommittedRecords.consumer(connection, PATIENCE, 2_000)) {
      Map<TopicPartition, Long> ends = open(consumer, key, from);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      int read = 0;
      while (found.rows() < wanted && TopicPartitions.isBehind(consumer, ends)) {
        if (read > MAX_RECORDS || System.nanoTime() > deadline) {
          return "not all rows were looked for: %,d records were read in at most %d seconds"
              .formatted(read, PATIENCE.toSeconds());
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          read++;
          if (Arrays.equals(record.key(), key)) {
            decoder.decode(record.topic(), record.value()).good().ifPresent(found::add);
          }
        }
      }
      return null;
    }
  }

  /** Seeks to the time; returns the ends of the partitions. */
  private Map<TopicPartition, Long> open(
      KafkaConsumer<byte[], byte[]> consumer, byte[] key, long from) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      String topic = connection.topics().samples(outcome);
      int count = consumer.partitionsFor(topic).size();
      partitions.add(new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % count));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Instant> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Instant.ofEpochMilli(from)));
    TopicPartitions.seek(consumer, times);
    return consumer.endOffsets(partitions);
  }
}

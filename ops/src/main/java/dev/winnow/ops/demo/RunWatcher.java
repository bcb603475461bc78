package dev.winnow.ops.demo;

import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Observes a run on the topics `progress` and `verdicts`, as any client could. Not thread-safe. */
final class RunWatcher implements AutoCloseable {
  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder<Progress> progressDecoder;
  private final Decoder<Verdict> verdictDecoder;
  private final Map<String, Progress> prompts = new HashMap<>();
  private final Map<Outcome, Map<String, Long>> reasons = new EnumMap<>(Outcome.class);
  private final Map<String, BitSet> judged = new HashMap<>();
  private long ended;
  private Optional<Instant> firstAccepted = Optional.empty();

  RunWatcher(KafkaConnection connection) {
    this.connection = connection;
    this.progressDecoder = new Decoder<>(connection.registry(), Progress.class);
    this.verdictDecoder = new Decoder<>(connection.registry(), Verdict.class);
    this.consumer = CommittedRecords.consumer(connection);
    List<TopicPartition> partitions =
        Stream.of(connection.topics().progress(), connection.topics().verdicts())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads new records; waits up to this long if there are none. */
  void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
      if (record.topic().equals(connection.topics().progress())) {
        if (progressDecoder.decode(record.topic(), record.value()) instanceof Good<Progress> good) {
          take(good.value());
        }
      } else if (verdictDecoder.decode(record.topic(), record.value())
          instanceof Good<Verdict> good) {
        take(good.value());
      }
    }
  }

  /** Returns the latest progress of every prompt. */
  Map<String, Progress> prompts() {
    return prompts;
  }

  long ended() {
    return ended;
  }

  long count(Outcome outcome) {
    return reasons.getOrDefault(outcome, Map.of()).values().stream().mapToLong(n -> n).sum();
  }

  long candidates() {
    return Stream.of(Outcome.values()).mapToLong(this::count).sum();
  }

  /** Returns the number of verdicts by outcome and reason. */
  Map<Outcome, Map<String, Long>> reasons() {
    return reasons;
  }

  /** Returns when the first accepted row was judged. */
  Optional<Instant> firstAccepted() {
    return firstAccepted;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void take(Progress progress) {
    Progress before = prompts.put(progress.getPromptId(), progress);
    if (PromptStates.hasEnded(progress) && (before == null || !PromptStates.hasEnded(before))) {
      ended++;
    }
  }

  /** The verdict on a candidate that is delivered again is repeated, and counts once. */
  private void take(Verdict verdict) {
    BitSet indices = judged.computeIfAbsent(verdict.getPromptId(), id -> new BitSet());
    if (indices.get(verdict.getIndex())) {
      return;
    }
    indices.set(verdict.getIndex());
    reasons
        .computeIfAbsent(verdict.getOutcome(), outcome -> new TreeMap<>())
        .merge(verdict.getReason(), 1L, Long::sum);
    if (verdict.getOutcome() == Outcome.ACCEPTED) {
      Instant at = verdict.getJudgedAt();
      firstAccepted = Optional.of(firstAccepted.filter(first -> first.isBefore(at)).orElse(at));
    }
  }
}

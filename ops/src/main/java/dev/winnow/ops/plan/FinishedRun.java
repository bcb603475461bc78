package dev.winnow.ops.plan;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The pass rates that a run measured: accepted / judged of every prompt that has ended on a
 * progress topic. They are estimates, the coarser the fewer candidates a prompt had; a prompt
 * without an accepted one counts as never solved.
 */
public final class FinishedRun {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConnection connection;
  private final Map<String, Double> passRates = new TreeMap<>();

  private FinishedRun(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Reads the topic from its beginning to where it ends now.
   *
   * @param meanTokens of every candidate: progress does not tell
   * @throws PlanInputException if there is no such topic, or no ended prompt on it
   */
  public static NamedProfile read(KafkaConnection connection, String topic, double meanTokens) {
    FinishedRun run = new FinishedRun(connection);
    run.read(topic);
    if (run.passRates.isEmpty()) {
      throw new PlanInputException(
          "topic '%s': no prompt has ended on it; wait for some, or name another".formatted(topic));
    }
    ProfileBuilder builder = new ProfileBuilder();
    run.passRates.values().forEach(rate -> builder.add(rate, meanTokens));
    return new NamedProfile(topic, builder.build());
  }

  private void read(String topic) {
    Decoder<Progress> decoder = new Decoder<>(connection.registry(), Progress.class);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (isBehind(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null
              && decoder.decode(topic, record.value()) instanceof Good<Progress> good) {
            take(topic, good.value());
          }
        }
      }
    }
  }

  private void take(String topic, Progress progress) {
    if (hasEnded(progress) && progress.getJudged() > 0) {
      double rate = (double) progress.getAccepted() / progress.getJudged();
      passRates.put(progress.getPromptId(), Math.clamp(rate, 0.0, 1.0));
      if (passRates.size() > ProfileBuilder.MAX_PROMPTS) {
        throw new PlanInputException(
            "topic '%s': more than %,d prompts".formatted(topic, ProfileBuilder.MAX_PROMPTS));
      }
    }
  }

  private static boolean hasEnded(Progress progress) {
    return progress.getState() == PromptState.SATISFIED
        || progress.getState() == PromptState.EXHAUSTED;
  }

  /** Asks for all topics: to ask for one by name could create it. */
  private static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> found = consumer.listTopics().get(topic);
    if (found == null) {
      throw new PlanInputException(
          "topic '%s' does not exist; a run's is called PREFIXprogress, such as winnow.progress"
              .formatted(topic));
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private static boolean isBehind(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        connection.properties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}

package dev.winnow.producers.publish;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.PromptMetric;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.serde.AvroSerializer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes prompts, recipes and stored candidates through an idempotent producer, keyed by id and
 * by name. It uses Kafka's default partitioning, so that the partitions of planner and verifier
 * match.
 *
 * <p>Thread-safe. Publishing blocks for at most {@link #MAX_BLOCK}, or 45 seconds in a command,
 * while the producer's buffer is full or Kafka cannot be reached: never call it on an event loop.
 */
public final class Publisher implements AutoCloseable {
  /** Maximum time that publishing one record may block, while a request waits for it. */
  public static final Duration MAX_BLOCK = Duration.ofSeconds(10);

  /** Maximum time in a command, which may start while brokers start or a machine is busy. */
  private static final Duration MAX_BLOCK_OF_COMMANDS = Duration.ofSeconds(45);

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final int LINGER_MS = 10;

  private final KafkaConnection connection;
  private final Map<TopicPartition, Long> lastOffsets = new ConcurrentHashMap<>();
  private final Producer<String, SpecificRecord> producer;
  private final LabelledCounter published;

  public Publisher(KafkaConnection connection) {
    this(connection, MAX_BLOCK);
  }

  /** Returns a publisher that is more patient, for a command that ends if Kafka is not there. */
  public static Publisher ofCommand(KafkaConnection connection) {
    return new Publisher(connection, MAX_BLOCK_OF_COMMANDS);
  }

  Publisher(KafkaConnection connection, Duration maxBlock) {
    this.connection = connection;
    this.published = connection.metrics().counter(PromptMetric.PROMPTS_PUBLISHED_TOTAL);
    this.producer =
        new KafkaProducer<>(
            connection.producerProperties(settings(maxBlock)),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()));
  }

  /**
   * Publishes a prompt; completes once the broker has acknowledged it, or with a {@link
   * PublishException}.
   */
  public CompletableFuture<Void> publish(Prompt prompt) {
    published.increment(prompt.getRecipe());
    return send(connection.topics().prompts(), prompt.getId(), prompt);
  }

  /**
   * Publishes a recipe; completes once the broker has acknowledged it, or with a {@link
   * PublishException}.
   */
  public CompletableFuture<Void> publish(Recipe recipe) {
    return send(connection.topics().recipes(), recipe.getName(), recipe);
  }

  /**
   * Publishes a candidate that is to be judged again; completes once the broker has acknowledged
   * it, or with a {@link PublishException}.
   */
  public CompletableFuture<Void> publish(Candidate candidate) {
    return send(connection.topics().candidates(), candidate.getPrompt().getId(), candidate);
  }

  /** Returns the offset of the last acknowledged prompt, for each partition that has one. */
  public Map<TopicPartition, Long> lastOffsets() {
    return Map.copyOf(lastOffsets);
  }

  /** Waits up to 30 seconds for records in flight. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private CompletableFuture<Void> send(String topic, String key, SpecificRecord value) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      producer.send(
          new ProducerRecord<>(topic, key, value),
          (metadata, failure) -> {
            if (failure == null && topic.equals(connection.topics().prompts())) {
              lastOffsets.merge(
                  new TopicPartition(metadata.topic(), metadata.partition()),
                  metadata.offset(),
                  Math::max);
            }
            complete(sent, topic, failure);
          });
    } catch (RuntimeException e) {
      complete(sent, topic, e);
    }
    return sent;
  }

  /** Kafka reports a failed wait for metadata twice, by callback and by exception. */
  private void complete(CompletableFuture<Void> sent, String topic, @Nullable Exception failure) {
    if (failure == null) {
      sent.complete(null);
      return;
    }
    String hint =
        failure instanceof TimeoutException
            ? " Is Kafka at %s up, and does the topic exist?"
                .formatted(connection.bootstrapServers())
            : "";
    sent.completeExceptionally(
        new PublishException(
            "Kafka did not accept a record on topic '%s': %s%s"
                .formatted(topic, failure.getMessage(), hint),
            failure));
  }

  private static Map<String, Object> settings(Duration maxBlock) {
    return Map.of(
        ProducerConfig.LINGER_MS_CONFIG,
        LINGER_MS,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        maxBlock.toMillis(),
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) REQUEST_TIMEOUT.toMillis(),
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        (int) DELIVERY_TIMEOUT.toMillis());
  }
}

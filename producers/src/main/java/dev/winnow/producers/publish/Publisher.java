package dev.winnow.producers.publish;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.TopicSettings;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes prompts and recipes through an idempotent producer, keyed by id and by name: Kafka's
 * default partitioning, so that the planner's and the verifier's partitions match. Thread-safe.
 */
public final class Publisher implements AutoCloseable {
  private static final int LINGER_MS = 10;

  private final KafkaConnection connection;
  private final Producer<String, SpecificRecord> producer;

  public Publisher(KafkaConnection connection) {
    this.connection = connection;
    this.producer =
        new KafkaProducer<>(
            connection.properties(
                Map.of(
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    ProducerConfig.LINGER_MS_CONFIG,
                    LINGER_MS,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    TopicSettings.MAX_RECORD_BYTES)),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()));
  }

  /** Publishes a prompt; completes once the broker has acknowledged it. */
  public CompletableFuture<Void> publish(Prompt prompt) {
    return send(connection.topics().prompts(), prompt.getId(), prompt);
  }

  /** Publishes a recipe; completes once the broker has acknowledged it. */
  public CompletableFuture<Void> publish(Recipe recipe) {
    return send(connection.topics().recipes(), recipe.getName(), recipe);
  }

  /** Waits for what is in flight. */
  @Override
  public void close() {
    producer.close();
  }

  private CompletableFuture<Void> send(String topic, String key, SpecificRecord value) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      producer.send(
          new ProducerRecord<>(topic, key, value),
          (metadata, failure) -> {
            if (failure == null) {
              sent.complete(null);
            } else {
              sent.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }
}

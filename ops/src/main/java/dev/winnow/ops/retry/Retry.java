package dev.winnow.ops.retry;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.TopicSettings;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes prompts again that have failed, as they were: the planner opens them again.
 *
 * <ol>
 *   <li>Read progress: which prompts of the recipe have failed, and why.
 *   <li>Read the prompts, and publish those again. Where an id was published with several contents,
 *       each is: the planner takes the one that it knows.
 * </ol>
 */
public final class Retry {
  private final KafkaConnection connection;
  private final TopicScan scan;

  /**
   * What came of it.
   *
   * @param failed prompts by reason code
   * @param published prompts that were published again
   * @param missing ids of failed prompts that are no longer on the topic, in order
   */
  public record Result(
      SortedMap<String, Integer> failed, int published, SortedSet<String> missing) {}

  /**
   * A retry there.
   *
   * @param seen told how many records were read so far
   */
  public Retry(KafkaConnection connection, LongConsumer seen) {
    this.connection = connection;
    this.scan = new TopicScan(connection, seen);
  }

  /**
   * Opens the recipe's failed prompts again.
   *
   * @param reason only those that failed with this code; empty for all
   * @param isDryRun whether nothing is published
   * @throws KafkaException if a topic cannot be read, or a prompt not be published
   */
  public Result run(String recipe, Optional<String> reason, boolean isDryRun) {
    FailedPrompts failed = failed(recipe, reason);
    SortedSet<String> missing = new TreeSet<>(failed.ids());
    if (failed.ids().isEmpty()) {
      return new Result(failed.byReason(), 0, missing);
    }
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Decoder<Prompt> decoder = new Decoder<>(connection.registry(), Prompt.class);
      Set<String> contents = new HashSet<>();
      scan.read(
          connection.topics().prompts(),
          record -> {
            String id = id(record);
            if (failed.ids().contains(id)
                && decoder.decode(record.topic(), record.value()) instanceof Good<Prompt> good
                && contents.add(id + ' ' + ContentHash.ofPrompt(good.value()))) {
              missing.remove(id);
              if (!isDryRun) {
                send(producer, record, failure);
              }
            }
          });
      producer.flush();
    }
    if (failure.get() != null) {
      throw new KafkaException("a prompt could not be published again", failure.get());
    }
    int found = failed.ids().size() - missing.size();
    return new Result(failed.byReason(), isDryRun ? 0 : found, missing);
  }

  private FailedPrompts failed(String recipe, Optional<String> reason) {
    FailedPrompts failed = new FailedPrompts(recipe, reason);
    Decoder<Progress> decoder = new Decoder<>(connection.registry(), Progress.class);
    scan.read(
        connection.topics().progress(),
        record ->
            failed.onProgress(
                id(record),
                decoder.decode(record.topic(), record.value()) instanceof Good<Progress> good
                    ? Optional.of(good.value())
                    : Optional.empty()));
    return failed;
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      ConsumerRecord<byte[], byte[]> record,
      AtomicReference<Exception> failure) {
    producer.send(
        new ProducerRecord<>(record.topic(), record.key(), record.value()),
        (metadata, error) -> failure.compareAndSet(null, error));
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            TopicSettings.MAX_RECORD_BYTES);
    return new KafkaProducer<>(
        connection.properties(settings), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}

package dev.winnow.runtime.testing;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything on a topic, from its beginning to where it ends when asked. */
public final class TopicTail<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder<T> decoder;
  private final List<TopicPartition> partitions;
  private final List<T> read = new ArrayList<>();
  private final List<String> keysOfNothing = new ArrayList<>();

  /** Reads this topic. */
  public TopicTail(KafkaConnection connection, String topic, Class<T> type) {
    decoder = new Decoder<>(connection.registry(), type);
    consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** All such records that are on the topic now. */
  public List<T> all(Predicate<T> such) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                if (record.value() == null) {
                  keysOfNothing.add(new String(record.key(), StandardCharsets.UTF_8));
                } else if (decoder.decode(record.topic(), record.value()) instanceof Good<T> good) {
                  read.add(good.value());
                }
              });
    }
    return read.stream().filter(such).toList();
  }

  /** Keys of the records without a value that were read so far. */
  public List<String> keysOfNothing() {
    return List.copyOf(keysOfNothing);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

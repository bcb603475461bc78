package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, as it grows. */
final class Follower<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaConsumer<String, byte[]> consumer;
  private final Decoder<T> decoder;
  private final List<T> all = new ArrayList<>();
  private final Map<String, T> latest = new LinkedHashMap<>();

  Follower(KafkaConnection connection, String topic, Class<T> type) {
    decoder = new Decoder<>(connection.registry(), type);
    consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("isolation.level", "read_committed")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every record so far. */
  List<T> all() {
    poll();
    return List.copyOf(all);
  }

  /** Keys whose latest record is such. */
  long count(Predicate<T> such) {
    return latest(such).size();
  }

  /** The latest record of each key, where it is such. */
  List<T> latest(Predicate<T> such) {
    poll();
    return latest.values().stream().filter(such).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void poll() {
    consumer
        .poll(Duration.ofMillis(200))
        .forEach(
            record -> {
              if (decoder.decode(record.topic(), record.value()) instanceof Good<T> good) {
                all.add(good.value());
                latest.put(String.valueOf(record.key()), good.value());
              }
            });
  }
}

package dev.winnow.ops.scenario;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  /** Read, and not yet decoded: none is lost where the registry does not answer yet. */
  private final Queue<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();

  Follower(KafkaConnection connection, String topic, Class<T> type) {
    decoder = new Decoder<>(connection.registry(), type);
    consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("isolation.level", "read_committed")),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = partitions(topic);
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** A broker that has just started may not know its topics yet. */
  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      consumer.close();
      throw new IllegalStateException("topic " + topic + " is not there yet");
    }
    return partitions;
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
    consumer.poll(Duration.ofMillis(200)).forEach(read::add);
    for (var record = read.peek(); record != null; record = read.peek()) {
      take(record);
      read.remove();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (decoder.decode(record.topic(), record.value()) instanceof Good<T> good) {
      all.add(good.value());
      latest.put(String.valueOf(record.key()), good.value());
    }
  }
}

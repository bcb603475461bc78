package dev.winnow.producers.publish;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all that is on a topic now. */
public final class TopicContent {
  private TopicContent() {}

  public static <T extends SpecificRecord> List<ConsumerRecord<String, T>> read(
      KafkaConnection connection, String topic, Class<T> type) {
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("auto.offset.reset", "earliest")),
            new StringDeserializer(),
            new AvroDeserializer<>(connection.registry(), type))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, T>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }
}

package dev.winnow.ops.bench;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plain clients of one broker, that carry bytes and know nothing of them. */
public final class RawClients {
  /** How long a consumer waits for something new. */
  public static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;

  public RawClients(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Reads a topic from its beginning, committed records only. */
  public KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer = assigned(List.of(topic));
    consumer.seekToBeginning(consumer.assignment());
    return consumer;
  }

  /** Reads what comes on a topic from now on, committed records only. */
  public KafkaConsumer<byte[], byte[]> newcomers(String topic) {
    KafkaConsumer<byte[], byte[]> consumer = assigned(List.of(topic));
    consumer.seekToEnd(consumer.assignment());
    // Asks for the end now: the consumer would otherwise ask at its first poll.
    consumer.assignment().forEach(consumer::position);
    return consumer;
  }

  private KafkaConsumer<byte[], byte[]> assigned(Collection<String> topics) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(
                Map.of("max.poll.records", 2_000, "isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return consumer;
  }

  /** Writes as our own producers do: acknowledged, in batches, compressed. */
  public KafkaProducer<byte[], byte[]> producer() {
    return producer(Map.of());
  }

  /** Returns the same producer with further settings. */
  public KafkaProducer<byte[], byte[]> producer(Map<String, ?> further) {
    Map<String, Object> settings = new HashMap<>(Map.of("linger.ms", 5));
    settings.putAll(further);
    return new KafkaProducer<>(
        connection.producerProperties(settings),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Values of the first records of a topic, waited for if there are not as many yet. */
  public List<byte[]> first(String topic, int count) {
    List<byte[]> values = new ArrayList<>(count);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      while (values.size() < count) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (values.size() < count) {
            values.add(record.value());
          }
        }
      }
    }
    return values;
  }

  /** Hands on what is committed on topics by now, in order within a partition. */
  public void readAll(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = assigned(topics)) {
      consumer.seekToBeginning(consumer.assignment());
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(each);
      }
    }
  }

  /** Creates topics with as many partitions as our own have. */
  public void createTopics(List<String> names) {
    TopicSettings ours = TopicSettings.LOCAL;
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      TopicCreator.createMissing(
          admin,
          names.stream()
              .map(
                  name ->
                      new NewTopic(name, ours.partitions(), ours.replication())
                          .configs(Map.of("compression.type", "zstd")))
              .toList());
    }
  }
}

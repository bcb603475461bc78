package dev.winnow.sink;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.serde.Decoded;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.DatasetKinds;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A sink with a fault: it writes all rows that are on the topics into new datasets and commits them
 * by the rules, but leaves rows out or writes them again.
 */
public final class FaultySink {
  private final KafkaConnection connection;
  private final Copies copies;
  private final Map<String, String> topics = new HashMap<>();

  /** Says how often a row is written: once where there is no fault. */
  @FunctionalInterface
  public interface Copies {
    int of(String kind, String id);
  }

  public FaultySink(KafkaConnection connection, Copies copies) {
    this.connection = connection;
    this.copies = copies;
  }

  /** Writes what is on the topics now. */
  public void write(DatasetsLocation location, Format format) throws Exception {
    SinkConfig config = new SinkConfig(location, format, 1 << 30, 1 << 30, Duration.ofDays(1));
    try (Storage storage = location.open();
        DatasetWriter writer =
            new DatasetWriter(
                config,
                storage,
                () -> new Sources("cluster", Map.copyOf(topics)),
                (partition, reason) -> {
                  throw new IllegalStateException(reason);
                },
                InstantSource.system(),
                new SinkMeter(StageMetrics.off(), InstantSource.system()),
                new RowThreads(Runnable::run))) {
      DatasetsLayout.create(storage, format.extension());
      for (DatasetKind<?> kind : DatasetKinds.ALL) {
        write(kind, writer);
      }
      writer.commit();
    }
  }

  private void write(DatasetKind<?> kind, DatasetWriter writer) throws Exception {
    String topic = kind.topic(connection.topics());
    topics.put(topic, "id");
    KindReader<?> reader = KindReader.of(kind, connection.registry());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(Map.of("isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      for (TopicPartition partition : partitions) {
        writer.claim(PartitionId.of(partition), kind);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(kind, record, reader.read(record), writer);
        }
      }
    }
  }

  private void take(
      DatasetKind<?> kind,
      ConsumerRecord<byte[], byte[]> record,
      Optional<Decoded<PreparedRow>> read,
      DatasetWriter writer) {
    PartitionId partition = new PartitionId(record.topic(), record.partition());
    int times = 0;
    if (read.isPresent() && read.get() instanceof Good<PreparedRow> good) {
      Object id = good.value().row().get(kind.name().equals("prompts") ? "prompt_id" : "id");
      times = copies.of(kind.name(), id.toString());
      for (int i = 0; i < times; i++) {
        writer.take(partition, record.offset(), good.value());
      }
    }
    if (times == 0) {
      writer.skip(partition, record.offset());
    }
  }
}

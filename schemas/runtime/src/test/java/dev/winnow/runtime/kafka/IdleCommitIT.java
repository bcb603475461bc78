package dev.winnow.runtime.kafka;

import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleCommitIT {
  private static final String STAGE = "idle";

  /** Later than the test waits; a transaction must live longer, and a broker allows 15 minutes. */
  private static final Duration LATE = Duration.ofMinutes(13);

  @TempDir private Path directory;

  /** Takes records, and makes nothing of them. */
  private static final class Taker implements Processor<byte[], byte[], byte[], SpecificRecord> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      // Its offset is what is to be committed.
    }
  }

  @Test
  void aStageWithNothingMoreToDoDoesNotWaitForItsCommitInterval() throws Exception {
    try (TestCluster cluster = new TestCluster(1);
        StreamsStage stage = stage(cluster);
        Admin admin = Admin.create(cluster.connection().properties(Map.of()))) {
      String topic = cluster.connection().topics().prompts();
      stage.start();

      send(cluster, topic);

      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> committed(admin, cluster, topic), offset -> offset == 1);
    }
  }

  private StreamsStage stage(TestCluster cluster) {
    RecordGuard guard = RecordGuard.inMemory(STAGE);
    Topology topology =
        new Topology()
            .addSource(
                "in",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                cluster.connection().topics().prompts())
            .addProcessor("taker", guard.guarded("no-dead-letters", Taker::new), "in");
    return new StreamsStage(
        STAGE,
        withLongTransactions(cluster.connection()),
        new StreamsProperties(directory, 1, LATE, (short) 1, 0),
        topology,
        guard,
        () -> {});
  }

  private static KafkaConnection withLongTransactions(KafkaConnection connection) {
    String timeout = String.valueOf(Duration.ofMinutes(14).toMillis());
    return new KafkaConnection(
        connection.bootstrapServers(),
        connection.registry(),
        connection.topics(),
        Map.of("producer.transaction.timeout.ms", timeout));
  }

  private static void send(TestCluster cluster, String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            cluster.connection().properties(Map.of()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, new byte[1])).get();
    }
  }

  private static long committed(Admin admin, TestCluster cluster, String topic) throws Exception {
    OffsetAndMetadata offset =
        admin
            .listConsumerGroupOffsets(cluster.connection().topics().prefix() + STAGE)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topic, 0));
    return offset == null ? 0 : offset.offset();
  }
}

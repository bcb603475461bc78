package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.SharedCluster;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A stage with a store on disk, from start to end. */
@ExtendWith(SharedCluster.class)
final class StreamsStageIT {
  private static final int TIMES = 20;

  private static KafkaConnection connection;

  @TempDir private Path directory;

  @BeforeAll
  static void startCluster() {
    connection = SharedCluster.topics(1);
  }

  @AfterAll
  static void stopCluster() {}

  @Test
  void itClosesWhileItsMetricsAreRead() throws Exception {
    Set<String> read = ConcurrentHashMap.newKeySet();
    Thread reader = Thread.ofPlatform().daemon().start(() -> readUntilInterrupted(read));

    for (int i = 0; i < TIMES; i++) {
      try (StreamsStage stage = stage()) {
        stage.start();
      }
    }
    reader.interrupt();
    reader.join();

    // A read of a store that is gone would have ended this process.
    assertThat(read)
        .contains("commit-rate", "num-open-iterators")
        .doesNotContain("estimate-num-keys", "size-all-mem-tables", "block-cache-usage");
  }

  @Test
  void itIsHealthyWhenStartedAndNotAfterItsEnd() {
    StreamsStage stage = stage();
    stage.start();
    assertThat(stage.health().isFailed()).isFalse();

    stage.close();

    assertThat(stage.health().isFailed()).isTrue();
  }

  private StreamsStage stage() {
    return new StreamsStage(
        "metered",
        connection,
        new StreamsProperties(directory, 1, Duration.ofMillis(100), (short) 1, 0),
        topology(),
        RecordGuard.inMemory("metered"),
        () -> {});
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        connection.topics().progress(),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()),
        Materialized.as("accounts"));
    return builder.build();
  }

  private static void readUntilInterrupted(Set<String> read) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    while (!Thread.currentThread().isInterrupted()) {
      for (ObjectName bean : server.queryNames(streams(), null)) {
        readAll(server, bean, read);
      }
    }
  }

  private static void readAll(MBeanServer server, ObjectName bean, Set<String> read) {
    try {
      Set<String> names = new HashSet<>();
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
        names.add(attribute.getName());
      }
      server.getAttributes(bean, names.toArray(String[]::new));
      read.addAll(names);
    } catch (JMException | RuntimeException e) {
      // It was there a moment ago; Kafka's beans also fail when they change while they are read.
    }
  }

  private static ObjectName streams() {
    try {
      return new ObjectName("kafka.streams:*");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}

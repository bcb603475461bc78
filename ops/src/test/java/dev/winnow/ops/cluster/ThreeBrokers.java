package dev.winnow.ops.cluster;

import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.testing.TestJvm;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers on loopback, each broker and controller in one, each a process that can be killed
 * and started again. Internal topics have three copies, of which two must have a record.
 */
final class ThreeBrokers implements AutoCloseable {
  static final int COUNT = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String clusterId = Uuid.randomUuid().toString();
  private final Path directory;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  ThreeBrokers(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
    for (int broker = 0; broker < COUNT; broker++) {
      ports.add(Ports.freePair());
    }
    for (int broker = 0; broker < COUNT; broker++) {
      processes.add(process(broker));
    }
    awaitWhole();
  }

  String bootstrapServers() {
    return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /** SIGKILL. */
  void kill(int broker) throws InterruptedException {
    processes.get(broker).destroyForcibly();
    processes.get(broker).waitFor();
  }

  /** Starts a broker that was killed. */
  void start(int broker) throws IOException {
    processes.set(broker, process(broker));
  }

  /** Waits until every broker is there, and every partition has all its copies in sync. */
  void awaitWhole() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(this::isWhole);
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  private boolean isWhole() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                4_000))) {
      return admin.describeCluster().nodes().get().size() == COUNT
          && admin
              .describeTopics(admin.listTopics().names().get())
              .allTopicNames()
              .get()
              .values()
              .stream()
              .map(TopicDescription::partitions)
              .flatMap(List::stream)
              .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    }
  }

  private Process process(int broker) throws IOException {
    Path settings = directory.resolve("broker-" + broker + ".properties");
    try (Writer out = Files.newBufferedWriter(settings)) {
      settings(broker).store(out, null);
    }
    return new ProcessBuilder(
            TestJvm.command("512m", List.of(), BrokerMain.class.getName(), settings, clusterId))
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(
                directory.resolve("broker-" + broker + ".log").toFile()))
        .start();
  }

  private Properties settings(int broker) {
    int port = ports.get(broker);
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            String.valueOf(broker),
            "controller.quorum.voters",
            IntStream.range(0, COUNT)
                .mapToObj(id -> "%d@127.0.0.1:%d".formatted(id, ports.get(id) + 1))
                .collect(Collectors.joining(",")),
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, port + 1),
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names",
            "CONTROLLER",
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            directory.resolve("data-" + broker).toString(),
            "auto.create.topics.enable",
            "false",
            "message.max.bytes",
            String.valueOf(TopicSettings.MAX_RECORD_BYTES)));
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", String.valueOf(COUNT));
      settings.put(topic + ".num.partitions", "4");
    }
    settings.putAll(
        Map.of(
            "transaction.state.log.min.isr", "2",
            "share.coordinator.state.topic.min.isr", "2",
            "min.insync.replicas", "2",
            "log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20),
            "group.initial.rebalance.delay.ms", "0",
            "group.share.min.session.timeout.ms", "6000",
            "group.share.session.timeout.ms", "6000",
            "group.share.min.record.lock.duration.ms", "1000",
            "num.network.threads", "2",
            "num.io.threads", "4"));
    return settings;
  }
}

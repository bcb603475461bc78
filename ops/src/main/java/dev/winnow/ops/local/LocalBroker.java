package dev.winnow.ops.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in this process: KRaft, broker and controller in one, reachable only from
 * this machine. Its data is kept in a directory, so that it survives a restart, even after {@code
 * kill -9}.
 */
public final class LocalBroker implements AutoCloseable {
  private static final int NODE = 1;
  private static final String HOST = "127.0.0.1";

  private final BrokerLock lock;
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  /**
   * Starts a broker.
   *
   * @param directory directory of its data; formatted when it is new
   * @param port port for clients; the controller uses the next one
   * @throws IOException if the directory cannot be written, or another process has it
   */
  public LocalBroker(Path directory, int port) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings(directory, port));
    bootstrapServers = HOST + ":" + port;
    lock = BrokerLock.of(directory);
    try {
      BrokerDirectory.format(directory, Uuid.randomUuid().toString(), NODE);
      server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Returns the address for clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  private static Map<String, String> settings(Path directory, int port) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, port + 1));
    settings.put(
        "listeners", "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, port + 1));
    settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, port));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", directory.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put(
        "message.max.bytes",
        String.valueOf(dev.winnow.runtime.kafka.TopicSettings.MAX_RECORD_BYTES));
    singleNode(settings);
    shareGroups(settings);
    return settings;
  }

  /** Internal topics on one broker: one copy, few partitions. */
  private static void singleNode(Map<String, String> settings) {
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    settings.put("num.partitions", "1");
    // After kill -9, the controller regards the dead broker as alive for this long, and accepts no
    // other broker with its id. A process that pauses for longer is fenced until its next
    // heartbeat.
    settings.put("broker.session.timeout.ms", "2500");
    // A broker that starts is unfenced at a heartbeat.
    settings.put("broker.heartbeat.interval.ms", "200");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
  }

  /** A dead worker must not hold its requests for the default 45 s on a single machine. */
  private static void shareGroups(Map<String, String> settings) {
    settings.put("group.share.min.session.timeout.ms", "6000");
    settings.put("group.share.session.timeout.ms", "6000");
    settings.put("group.share.min.heartbeat.interval.ms", "1000");
    settings.put("group.share.heartbeat.interval.ms", "2000");
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("group.share.delivery.count.limit", "10");
    settings.put("group.share.partition.max.record.locks", "2000");
  }
}

package dev.winnow.runtime.testing;

import dev.winnow.schemas.testing.TestDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker and its controller in this JVM, on free ports of the loopback interface, with its data
 * in a directory that is gone when it is closed. Kafka's own test kit needs a jar that is not
 * published from 4.4 on.
 */
public final class TestBroker implements AutoCloseable {
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "2"),
          Map.entry("offsets.topic.num.partitions", "2"),
          Map.entry("transaction.state.log.num.partitions", "2"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.share.min.session.timeout.ms", "6000"),
          Map.entry("group.share.session.timeout.ms", "6000"),
          Map.entry("group.share.min.heartbeat.interval.ms", "500"),
          Map.entry("group.share.heartbeat.interval.ms", "1000"),
          Map.entry("group.share.min.record.lock.duration.ms", "1000"));

  private static final int NODE = 1;
  private static final String HOST = "127.0.0.1";

  private final TestDirectory directory;
  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String internalServers;

  /** Starts a broker whose clients need no credentials. */
  TestBroker() throws Exception {
    this("PLAINTEXT", Map.of());
  }

  /**
   * Starts a broker.
   *
   * @param protocol security protocol of the listener for clients, which is named CLIENTS
   * @param settings settings besides those that a small broker needs to run alone
   */
  public TestBroker(String protocol, Map<String, String> settings) throws Exception {
    directory = TestDirectory.create("winnow-broker");
    List<Integer> ports = freePorts();
    int port = ports.get(0);
    int internal = ports.get(1);
    bootstrapServers = HOST + ":" + port;
    internalServers = HOST + ":" + internal;
    format();
    Properties properties = new Properties();
    properties.putAll(SMALL);
    properties.putAll(alone(protocol, port, internal, ports.get(2)));
    properties.putAll(settings);
    server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
  }

  /** Returns the address for clients. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns an address that needs no credentials, for the test itself. */
  public String internalServers() {
    return internalServers;
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
    server.awaitShutdown();
    directory.close();
  }

  private Map<String, String> alone(
      String protocol, int port, int internalPort, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE));
    settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, controllerPort));
    settings.put(
        "listeners",
        "CLIENTS://%s:%d,INTERNAL://%s:%d,CONTROLLER://%s:%d"
            .formatted(HOST, port, HOST, internalPort, HOST, controllerPort));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "INTERNAL");
    settings.put(
        "listener.security.protocol.map",
        "CLIENTS:%s,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT".formatted(protocol));
    settings.put("log.dirs", directory.path().toString());
    // By default the cleaner takes 128 MiB of each broker.
    settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
    return settings;
  }

  private void format() throws Exception {
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setDirectories(Set.of(directory.path().toString()))
        .setMetadataLogDirectory(directory.path().toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setUnstableFeatureVersionsEnabled(false)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  /** Returns three ports, held until all are known: a port that was given back may come again. */
  private static List<Integer> freePorts() throws IOException {
    try (ServerSocket one = freePort();
        ServerSocket another = freePort();
        ServerSocket third = freePort()) {
      return List.of(one.getLocalPort(), another.getLocalPort(), third.getLocalPort());
    }
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}

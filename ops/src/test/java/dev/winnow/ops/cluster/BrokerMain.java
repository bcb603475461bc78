package dev.winnow.ops.cluster;

import dev.winnow.ops.local.BrokerDirectory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** The program of a broker's process: arguments are its settings file and the cluster's id. */
public final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] arguments) throws Exception {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      settings.load(in);
    }
    BrokerDirectory.format(
        Path.of(settings.getProperty("log.dirs")),
        arguments[1],
        Integer.parseInt(settings.getProperty("node.id")));
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    server.startup();
    server.awaitShutdown();
  }
}

package dev.winnow.ops.cli;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are: the same options for every command that needs them. */
final class ConnectionOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:WINNOW_BOOTSTRAP_SERVERS:-127.0.0.1:9092}",
      description = "Kafka (default: ${DEFAULT-VALUE}; env WINNOW_BOOTSTRAP_SERVERS).")
  private String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      defaultValue = "${env:WINNOW_REGISTRY:-http://127.0.0.1:8081}",
      description =
          "Confluent-compatible schema registry (default: ${DEFAULT-VALUE}; env WINNOW_REGISTRY).")
  private URI registry;

  @Option(
      names = "--topic-prefix",
      defaultValue = "${env:WINNOW_TOPIC_PREFIX:-winnow.}",
      description =
          "Stands before every topic and group name (default: ${DEFAULT-VALUE}; env WINNOW_TOPIC_PREFIX).")
  private String prefix;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      description = "More Kafka client settings, such as security.protocol, as a properties file.")
  private @Nullable Path clientProperties;

  KafkaConnection connect() throws IOException {
    return new KafkaConnection(
        bootstrapServers, new HttpSchemaRegistry(registry), new Topics(prefix), clientSettings());
  }

  private Map<String, String> clientSettings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    if (clientProperties != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(clientProperties, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      properties
          .stringPropertyNames()
          .forEach(name -> settings.put(name, properties.getProperty(name)));
    }
    return settings;
  }
}

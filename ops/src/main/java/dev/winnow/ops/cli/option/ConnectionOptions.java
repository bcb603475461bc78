package dev.winnow.ops.cli.option;

import dev.winnow.runtime.kafka.ClientSettings;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import dev.winnow.schemas.serde.RegistryAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka and the registry are: the same options for every command that needs them. */
public final class ConnectionOptions {
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
          "Confluent-compatible schema registry (default: http://127.0.0.1:8081; env"
              + " WINNOW_REGISTRY).")
  private URI registry;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:WINNOW_TOPIC_PREFIX:-winnow.}",
      description =
          "Stands before every topic and group name (default: ${DEFAULT-VALUE}; env WINNOW_TOPIC_PREFIX).")
  private String prefix;

  @Option(
      names = "--client-properties",
      paramLabel = "FILE",
      defaultValue = "${env:WINNOW_CLIENT_PROPERTIES}",
      description =
          "Properties file of further settings of Kafka's clients, such as security.protocol, and,"
              + " with the prefix 'registry.', of the registry's. Values may be $${env:NAME},"
              + " $${file:PATH:KEY} or $${directory:PATH:FILE} (env WINNOW_CLIENT_PROPERTIES).")
  private @Nullable Path clientProperties;

  public KafkaConnection connect() throws IOException {
    ClientSettings settings =
        clientProperties == null ? ClientSettings.NONE : ClientSettings.read(clientProperties);
    HttpSchemaRegistry client =
        new HttpSchemaRegistry(registry, RegistryAccess.of(registry, settings.registry()));
    client.requireAccess();
    return new KafkaConnection(bootstrapServers, client, new Topics(prefix), settings.kafka());
  }
}

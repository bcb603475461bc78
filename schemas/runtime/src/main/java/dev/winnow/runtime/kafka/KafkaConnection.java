package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The addresses of Kafka and the registry, and the client settings: the same for every stage.
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param registry the schema registry
 * @param topics the topics' names
 * @param clientProperties additional settings for all Kafka clients, such as {@code
 *     security.protocol}
 */
public record KafkaConnection(
    String bootstrapServers,
    SchemaRegistry registry,
    Topics topics,
    Map<String, String> clientProperties) {

  public KafkaConnection {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers: give at least one host:port");
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Creates a connection that uses the registry's REST API. */
  public static KafkaConnection of(String bootstrapServers, URI registry, Topics topics) {
    return new KafkaConnection(
        bootstrapServers, new HttpSchemaRegistry(registry), topics, Map.of());
  }

  /** Returns client properties; {@code extra} overrides what the operator configured. */
  public Map<String, Object> properties(Map<String, ?> extra) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.putAll(extra);
    return properties;
  }

  /** Omits the values of the client settings, among which are passwords. */
  @Override
  public String toString() {
    return "KafkaConnection[bootstrapServers=%s, topics=%s, clientProperties=%s]"
        .formatted(bootstrapServers, topics, clientProperties.keySet());
  }
}

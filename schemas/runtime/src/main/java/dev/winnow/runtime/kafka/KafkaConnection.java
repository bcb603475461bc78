package dev.winnow.runtime.kafka;

import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Where Kafka and the registry are, and how clients authenticate: the same for every stage.
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param registry the schema registry
 * @param topics the topics' names
 * @param clientProperties further Kafka client settings for all clients, such as {@code
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

  /** A connection over the registry's REST API. */
  public static KafkaConnection of(String bootstrapServers, URI registry, Topics topics) {
    return new KafkaConnection(
        bootstrapServers, new HttpSchemaRegistry(registry), topics, Map.of());
  }

  /** Client properties to start from; {@code extra} wins over what the operator configured. */
  public Map<String, Object> properties(Map<String, ?> extra) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.putAll(extra);
    return properties;
  }
}

package dev.winnow.runtime.kafka;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.trace.StageTraces;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.HttpSchemaRegistry;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The addresses of Kafka and the registry, and the client settings: the same for every stage of a
 * process. It carries the metrics of the process, because Kafka's clients export theirs there too,
 * and its traces, because they go through records.
 *
 * @param bootstrapServers Kafka's {@code bootstrap.servers}
 * @param registry the schema registry
 * @param topics the topics' names
 * @param clientProperties additional settings for all Kafka clients, such as {@code
 *     security.protocol}
 * @param metrics the metrics of this process
 * @param traces the traces in which this process takes part
 */
public record KafkaConnection(
    String bootstrapServers,
    SchemaRegistry registry,
    Topics topics,
    Map<String, String> clientProperties,
    StageMetrics metrics,
    StageTraces traces) {

  public KafkaConnection {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers: give at least one host:port");
    }
    clientProperties = Map.copyOf(clientProperties);
  }

  /** Creates a connection without metrics and traces. */
  public KafkaConnection(
      String bootstrapServers,
      SchemaRegistry registry,
      Topics topics,
      Map<String, String> clientProperties) {
    this(
        bootstrapServers,
        registry,
        topics,
        clientProperties,
        StageMetrics.off(),
        StageTraces.off());
  }

  /** Creates a connection that uses the registry's REST API. */
  public static KafkaConnection of(String bootstrapServers, URI registry, Topics topics) {
    return new KafkaConnection(
        bootstrapServers, new HttpSchemaRegistry(registry), topics, Map.of());
  }

  /** Returns the same connection, whose clients and stages count here. */
  public KafkaConnection withMetrics(StageMetrics counting) {
    return new KafkaConnection(
        bootstrapServers, registry, topics, clientProperties, counting, traces);
  }

  /** Returns the same connection, whose stages take part in these traces. */
  public KafkaConnection withTraces(StageTraces traced) {
    return new KafkaConnection(
        bootstrapServers, registry, topics, clientProperties, metrics, traced);
  }

  /**
   * Returns the same connection, whose clients wait no longer than this for an answer. A stage that
   * uses it can be closed within that time even if no broker can be reached; Kafka's default is a
   * minute.
   */
  public KafkaConnection withPatience(Duration patience) {
    Map<String, String> settings = new HashMap<>(clientProperties);
    String millis = String.valueOf(patience.toMillis());
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return new KafkaConnection(bootstrapServers, registry, topics, settings, metrics, traces);
  }

  /** Returns client properties; {@code extra} overrides what the operator configured. */
  public Map<String, Object> properties(Map<String, ?> extra) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.putAll(extra);
    if (metrics.isOn()) {
      KafkaMetricsReporter.addTo(properties, metrics);
    }
    return properties;
  }

  /** Returns the properties of a producer; {@code extra} overrides what all producers share. */
  public Map<String, Object> producerProperties(Map<String, ?> extra) {
    return properties(ProducerSettings.with(extra));
  }

  /** Omits the values of the client settings, among which are passwords. */
  @Override
  public String toString() {
    return "KafkaConnection[bootstrapServers=%s, topics=%s, clientProperties=%s]"
        .formatted(bootstrapServers, topics, clientProperties.keySet());
  }
}

package dev.winnow.runtime.metrics;

import static dev.winnow.runtime.metrics.Metric.Definition.counter;
import static dev.winnow.runtime.metrics.Metric.Definition.gauge;

import dev.winnow.runtime.metrics.Metric.Combination;
import dev.winnow.runtime.metrics.Metric.Definition;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics of Kafka's clients that are exported, summed up over the clients of one kind in this
 * process: Kafka's own have a series for each client, node and partition.
 *
 * <p>See <a href="https://kafka.apache.org/documentation/#monitoring">Monitoring</a>.
 */
public enum KafkaClientMetric implements Metric {
  KAFKA_CONNECTIONS(
      "connection-count",
      1,
      Groups.ALL,
      gauge(StageName.ALL, "Connections to brokers", MetricLabel.CLIENT)),
  KAFKA_FAILED_AUTHENTICATIONS_TOTAL(
      "failed-authentication-total",
      1,
      Groups.ALL,
      counter(StageName.ALL, "Connections that failed to authenticate", MetricLabel.CLIENT)),
  KAFKA_RECORDS_CONSUMED_TOTAL(
      "records-consumed-total",
      1,
      Groups.FETCH,
      counter(StageName.ALL, "Records that consumers have returned", MetricLabel.CLIENT)),
  KAFKA_BYTES_CONSUMED_TOTAL(
      "bytes-consumed-total",
      1,
      Groups.FETCH,
      counter(StageName.ALL, "Bytes that consumers have returned", MetricLabel.CLIENT)),
  KAFKA_FETCH_LATENCY_SECONDS(
      "fetch-latency-avg",
      Scale.MILLIS,
      Groups.FETCH,
      gauge(StageName.ALL, "Mean time of a fetch of the slowest consumer", MetricLabel.CLIENT)
          .combinedBy(Combination.GREATEST)),
  KAFKA_RECORDS_LAG_MAX(
      "records-lag-max",
      1,
      Groups.CONSUMER_FETCH,
      gauge(
              StageName.ALL_BUT_SCORER,
              "Records that the partition that is furthest behind has not returned",
              MetricLabel.CLIENT)
          .combinedBy(Combination.GREATEST)),
  KAFKA_REBALANCES_TOTAL(
      "rebalance-total",
      1,
      Groups.COORDINATOR,
      counter(StageName.ALL_BUT_GATEWAY, "Rebalances of consumer groups", MetricLabel.CLIENT)),
  KAFKA_RECORDS_SENT_TOTAL(
      "record-send-total",
      1,
      Groups.PRODUCER,
      counter(StageName.ALL, "Records that producers have sent", MetricLabel.CLIENT)),
  KAFKA_BYTES_SENT_TOTAL(
      "outgoing-byte-total",
      1,
      Groups.PRODUCER,
      counter(StageName.ALL, "Bytes that producers have sent", MetricLabel.CLIENT)),
  KAFKA_RECORD_ERRORS_TOTAL(
      "record-error-total",
      1,
      Groups.PRODUCER,
      counter(StageName.ALL, "Records that could not be sent", MetricLabel.CLIENT)),
  KAFKA_RECORD_RETRIES_TOTAL(
      "record-retry-total",
      1,
      Groups.PRODUCER,
      counter(StageName.ALL, "Records that were sent again", MetricLabel.CLIENT)),
  KAFKA_REQUEST_LATENCY_SECONDS(
      "request-latency-avg",
      Scale.MILLIS,
      Groups.PRODUCER,
      gauge(StageName.ALL, "Mean time of a request of the slowest producer", MetricLabel.CLIENT)
          .combinedBy(Combination.GREATEST)),
  STREAMS_ALIVE_THREADS(
      "alive-stream-threads",
      1,
      Groups.STREAMS,
      gauge(StageName.STREAMS, "Stream threads that run")),
  STREAMS_RECORDS_TOTAL(
      "process-total",
      1,
      Groups.THREAD,
      counter(StageName.STREAMS, "Records that stream threads have processed")),
  STREAMS_PROCESS_RATIO(
      "process-ratio",
      1,
      Groups.THREAD,
      gauge(StageName.STREAMS, "Part of its time in which the busiest thread processes records")
          .combinedBy(Combination.GREATEST)),
  STREAMS_COMMIT_LATENCY_SECONDS(
      "commit-latency-max",
      Scale.MILLIS,
      Groups.THREAD,
      gauge(StageName.STREAMS, "Longest commit of a stream thread in the last 30 s or more")
          .combinedBy(Combination.GREATEST)),
  STREAMS_DROPPED_RECORDS_TOTAL(
      "dropped-records-total",
      1,
      Groups.TASK,
      counter(StageName.STREAMS, "Records that Kafka Streams has dropped; the stages expect 0"));

  private final String kafkaName;
  private final double scale;
  private final Map<String, String> clientByGroup;
  private final Definition definition;

  KafkaClientMetric(
      String kafkaName, double scale, Map<String, String> clientByGroup, Definition definition) {
    this.kafkaName = kafkaName;
    this.scale = scale;
    this.clientByGroup = clientByGroup;
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }

  /** Returns Kafka's name of the metric. */
  public String kafkaName() {
    return kafkaName;
  }

  /** Returns the number by which Kafka's value is multiplied. */
  public double scale() {
    return scale;
  }

  /** Returns the kind of client that Kafka's group of metrics is of; empty if it is another. */
  public Optional<String> client(String group) {
    return Optional.ofNullable(clientByGroup.get(group));
  }

  private static final class Scale {
    private static final double MILLIS = 1e-3;
  }

  /** Kafka's groups of metrics, and the kind of client of each. */
  private static final class Groups {
    private static final Map<String, String> ALL =
        Map.of(
            "consumer-metrics", "consumer",
            "consumer-share-metrics", "share-consumer",
            "producer-metrics", "producer",
            "admin-client-metrics", "admin");
    private static final Map<String, String> FETCH =
        Map.of(
            "consumer-fetch-manager-metrics", "consumer",
            "consumer-share-fetch-manager-metrics", "share-consumer");
    private static final Map<String, String> CONSUMER_FETCH =
        Map.of("consumer-fetch-manager-metrics", "consumer");
    private static final Map<String, String> COORDINATOR =
        Map.of(
            "consumer-coordinator-metrics", "consumer",
            "consumer-share-coordinator-metrics", "share-consumer");
    private static final Map<String, String> PRODUCER = Map.of("producer-metrics", "producer");
    private static final Map<String, String> STREAMS = Map.of("stream-metrics", "");
    private static final Map<String, String> THREAD = Map.of("stream-thread-metrics", "");
    private static final Map<String, String> TASK = Map.of("stream-task-metrics", "");
  }
}

package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.sink.storage.DatasetsLocation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A gateway with a console, a client of it, and a producer of what it reads. */
final class ConsoleHarness implements AutoCloseable {
  private static final long ROW_AGE_MS = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConnection connection;
  private final GatewayStage gateway;
  private final KafkaProducer<String, SpecificRecord> producer;
  private final ScheduledExecutorService workers = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();

  ConsoleHarness(KafkaConnection connection) {
    this(connection, Optional.empty());
  }

  ConsoleHarness(KafkaConnection connection, Optional<DatasetsLocation> datasets) {
    this(connection, datasets, 0);
  }

  /** A gateway at this port; 0 for any. */
  ConsoleHarness(KafkaConnection connection, Optional<DatasetsLocation> datasets, int port) {
    this(connection, datasets, port, Optional.empty());
  }

  /** A gateway that keeps what it has read in a directory. */
  ConsoleHarness(
      KafkaConnection connection,
      Optional<DatasetsLocation> datasets,
      int port,
      Optional<Path> state) {
    this.connection = connection;
    this.gateway =
        new GatewayStage(
            connection,
            GatewayConfig.local(port),
            Installed.catalog(),
            UnaryOperator.identity(),
            List.of(new Console(connection, datasets, state)));
    this.producer =
        new KafkaProducer<>(
            connection.properties(Map.of("max.request.size", TopicSettings.MAX_RECORD_BYTES)),
            new StringSerializer(),
            new AvroSerializer<>(connection.registry()));
    gateway.start();
  }

  GatewayStage gateway() {
    return gateway;
  }

  URI uri(String path) {
    return gateway.uri().resolve(path);
  }

  void write(String topic, String key, SpecificRecord value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Writes a verdict with its row, which is some seconds older, as a verifier may write it. */
  void judge(String id, int index, dev.winnow.schemas.Outcome outcome, String reason, String text)
      throws Exception {
    long now = System.currentTimeMillis();
    send(
        connection.topics().verdicts(),
        id,
        now,
        ConsoleRecords.verdict(id, index, outcome, reason));
    send(
        connection.topics().samples(outcome),
        id,
        now - ROW_AGE_MS,
        ConsoleRecords.row(id, index, outcome, reason, text));
  }

  /** Lets a worker report itself every second, as a worker does, until this is closed. */
  void report(String name, WorkerState state, double tokensPerSecond) throws Exception {
    Instant start = Instant.now();
    Callable<Void> report =
        () -> {
          Instant now = Instant.now();
          long tokens = Math.round(tokensPerSecond * Duration.between(start, now).toMillis() / 1e3);
          WorkerStatus status = ConsoleRecords.worker(name, state, now, tokens);
          write(connection.topics().workers(), status.getPool() + '/' + name, status);
          return null;
        };
    report.call();
    var unused = workers.scheduleAtFixedRate(() -> quietly(report), 1, 1, TimeUnit.SECONDS);
  }

  private static void quietly(Callable<Void> report) {
    try {
      report.call();
    } catch (Exception e) {
      // Its broker has stopped: so does the worker.
      throw new IllegalStateException(e);
    }
  }

  /** Writes a record without waiting for its acknowledgement. */
  void writeSoon(String topic, String key, SpecificRecord value) {
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
  }

  void flush() {
    producer.flush();
  }

  KafkaConnection connection() {
    return connection;
  }

  HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30)).GET().build();
    return client.send(request, BodyHandlers.ofString());
  }

  JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  HttpClient client() {
    return client;
  }

  /** Asks until the answer is as expected, and returns it. */
  JsonNode await(String path, Predicate<JsonNode> expected) {
    return Awaitility.await(path)
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> json(path), expected);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    producer.close();
    client.close();
    gateway.close();
  }

  private void send(String topic, String key, long timestamp, SpecificRecord value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, null, timestamp, key, value)).get();
  }
}

package dev.winnow.ops.metrics;

import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.testing.PrometheusText;
import dev.winnow.runtime.testing.PrometheusText.Families;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.function.Function;

/** A stage with an operations port of its own, as it has in a process of its own. */
final class MeasuredStage implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Operations operations;
  private final KafkaConnection connection;
  private final Stage stage;

  private MeasuredStage(Operations operations, KafkaConnection connection, Stage stage) {
    this.connection = connection;
    this.operations = operations;
    this.stage = stage;
  }

  static MeasuredStage start(KafkaConnection connection, Function<KafkaConnection, Stage> create) {
    Operations operations = new Operations(Optional.of(HttpAccessConfig.local(0)));
    KafkaConnection measured = operations.connected(connection);
    Stage stage = create.apply(measured);
    operations.watch(stage);
    operations.start();
    stage.start();
    return new MeasuredStage(operations, measured, stage);
  }

  /** The connection whose clients count here. */
  KafkaConnection connection() {
    return connection;
  }

  /** Host and port of its operations port. */
  String address() {
    return operations.uri().orElseThrow().getAuthority();
  }

  /** Its metrics, as a scraper reads them. */
  Families scrape() {
    HttpResponse<String> answer = get("/metrics");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
    return PrometheusText.parse(answer.body());
  }

  HttpResponse<String> get(String path) {
    return get(operations.uri().orElseThrow().resolve(path));
  }

  /** Asks the port that a gateway serves. */
  HttpResponse<String> getServed(String path) {
    return get(((GatewayStage) stage).uri().resolve(path));
  }

  private static HttpResponse<String> get(URI uri) {
    try {
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stage.close();
    operations.close();
  }
}

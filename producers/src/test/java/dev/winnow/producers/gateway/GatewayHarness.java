package dev.winnow.producers.gateway;

import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.rules.CheckCatalog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** A gateway that listens on a port of its own, and a client of it. */
final class GatewayHarness implements AutoCloseable {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  private final GatewayStage stage;
  private final HttpClient client = HttpClient.newHttpClient();

  GatewayHarness(KafkaConnection connection, Optional<String> token) {
    this(connection, new GatewayConfig("127.0.0.1", 0, token), new FakeChecks());
  }

  GatewayHarness(KafkaConnection connection, GatewayConfig config, CheckCatalog checks) {
    stage = new GatewayStage(connection, config, checks);
    stage.start();
  }

  GatewayStage stage() {
    return stage;
  }

  URI uri(String path) {
    return stage.uri().resolve(path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return post(path, type, BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(body));
  }

  HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    stage.close();
  }
}

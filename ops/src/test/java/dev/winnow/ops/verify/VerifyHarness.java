package dev.winnow.ops.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.catalog.Installed;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A gateway whose Kafka is out of reach, which verification does not need, and a client of it. */
final class VerifyHarness implements AutoCloseable {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final GatewayStage gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  VerifyHarness(VerifyLimits limits, HttpAccessConfig access) {
    KafkaConnection nowhere =
        new KafkaConnection("127.0.0.1:1", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
    gateway =
        new GatewayStage(
            nowhere,
            GatewayConfig.of(access),
            Installed.catalog(),
            UnaryOperator.identity(),
            List.of(new VerifyService(limits)));
    gateway.start();
  }

  VerifyHarness(VerifyLimits limits) {
    this(limits, HttpAccessConfig.local(0));
  }

  GatewayStage gateway() {
    return gateway;
  }

  URI uri() {
    return gateway.uri();
  }

  HttpResponse<String> post(String type, String body) throws Exception {
    return post(type, body, "");
  }

  HttpResponse<String> post(String type, String body, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve("/v1/verify"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  JsonNode json(String body) throws Exception {
    return MAPPER.readTree(post(JSON, body).body());
  }

  List<JsonNode> lines(String body) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : post(NDJSON, body).body().lines().toList()) {
      rows.add(MAPPER.readTree(line));
    }
    return rows;
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
  }
}

package dev.winnow.producers.gateway;

import dev.winnow.producers.testing.TestVerification;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A gateway that listens on a port of its own, and a client of it. */
final class GatewayHarness implements AutoCloseable {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  private final GatewayStage stage;
  private final HttpClient client = HttpClient.newHttpClient();

  GatewayHarness(KafkaConnection connection) {
    this(connection, GatewayConfig.local(0));
  }

  GatewayHarness(KafkaConnection connection, GatewayConfig config) {
    stage = new GatewayStage(connection, config, TestVerification.CATALOG);
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

  /** Publishes a recipe of this name; the gateway knows it afterwards. */
  void putRecipe(String name) throws IOException, InterruptedException {
    putRecipe(name, "test");
  }

  void putRecipe(String name, String pool) throws IOException, InterruptedException {
    String recipe =
        "name: %s%npool: %s%ncheck: {type: math}%nallocation: {strategy: fixed, candidates: 1}%n";
    int status = put("/v1/recipes/" + name, recipe.formatted(name, pool)).statusCode();
    if (status != 200) {
      throw new IllegalStateException("recipe %s: status %d".formatted(name, status));
    }
  }

  /** Says on the topic how far a prompt is, as a planner would. */
  void report(KafkaConnection connection, String id, Consumer<Progress.Builder> change) {
    Progress.Builder progress =
        Progress.newBuilder()
            .setPromptId(id)
            .setRecipe("r")
            .setRecipeVersion("v")
            .setState(PromptState.SAMPLING)
            .setRound(1)
            .setOrdered(4)
            .setJudged(4)
            .setAccepted(2)
            .setRejected(2)
            .setUndecided(0)
            .setStartedAt(Records.NOW)
            .setUpdatedAt(Records.NOW);
    change.accept(progress);
    String topic = connection.topics().progress();
    try (var producer =
        new KafkaProducer<>(
            connection.properties(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              topic,
              id,
              new AvroSerializer<Progress>(connection.registry())
                  .serialize(topic, progress.build())));
    }
  }

  @Override
  public void close() {
    client.close();
    stage.close();
  }
}

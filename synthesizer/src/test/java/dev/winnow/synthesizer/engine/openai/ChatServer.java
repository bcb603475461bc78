package dev.winnow.synthesizer.engine.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks the protocol over real connections. It misbehaves as it was told to, once
 * for each behaviour queued, and is sane otherwise: the text of a choice follows from the prompt,
 * the seed and the choice's number.
 */
final class ChatServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What becomes of one request. */
  interface Behaviour {
    void answer(HttpServerRequest request, JsonNode body);
  }

  /** A request as it came. */
  record Seen(String method, String path, Optional<String> authorization, JsonNode body) {}

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Behaviour otherwise = ChatServer::sane;

  ChatServer() {
    server =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.actualPort()));
  }

  /** The next requests meet these, in this order. */
  void then(Behaviour... behaviours) {
    next.addAll(List.of(behaviours));
  }

  /** Every request for which nothing is queued meets this. */
  void always(Behaviour behaviour) {
    otherwise = behaviour;
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Requests that have come and whose answers have not gone, or whose clients have not. */
  int open() {
    return open.get();
  }

  int connections() {
    return connections.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /** As many choices as ordered. */
  static void sane(HttpServerRequest request, JsonNode body) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(completion(body, body.path("n").asInt(1)).toString());
  }

  /** At most this many choices, whatever was ordered. */
  static Behaviour atMost(int choices) {
    return (request, body) ->
        request
            .response()
            .end(completion(body, Math.min(choices, body.path("n").asInt(1))).toString());
  }

  /** This status and body. */
  static Behaviour status(int status, String body) {
    return (request, order) -> request.response().setStatusCode(status).end(body);
  }

  /** One choice with this text and finish reason. */
  static Behaviour saying(String text, String finishReason) {
    return (request, body) -> {
      ObjectNode completion = completion(body, 1);
      ObjectNode choice = (ObjectNode) completion.path("choices").get(0);
      choice.put("finish_reason", finishReason);
      ((ObjectNode) choice.path("message")).put("content", text);
      request.response().end(completion.toString());
    };
  }

  /** A chat completion of 7 tokens a choice. */
  static ObjectNode completion(JsonNode order, int count) {
    ObjectNode completion = MAPPER.createObjectNode();
    completion.put("object", "chat.completion");
    ArrayNode choices = completion.putArray("choices");
    String prompt = order.path("messages").path(0).path("content").asText();
    String seed = order.path("seed").asText("none");
    for (int i = 0; i < count; i++) {
      ObjectNode choice = choices.addObject().put("index", i).put("finish_reason", "stop");
      choice
          .putObject("message")
          .put("role", "assistant")
          .put("content", "%s seed %s choice %d".formatted(prompt, seed, i));
    }
    completion.putObject("usage").put("prompt_tokens", 5).put("completion_tokens", 7 * count);
    return completion;
  }

  private void handle(HttpServerRequest request) {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    request.response().endHandler(end -> open.decrementAndGet());
    request.response().closeHandler(close -> open.decrementAndGet());
    request
        .body()
        .onSuccess(
            buffer -> {
              JsonNode body = parse(buffer.toString());
              seen.add(
                  new Seen(
                      request.method().name(),
                      request.path(),
                      Optional.ofNullable(request.getHeader("Authorization")),
                      body));
              Behaviour behaviour = Objects.requireNonNullElse(next.poll(), otherwise);
              behaviour.answer(request, body);
            });
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the engine sent no JSON: " + body, e);
    }
  }
}

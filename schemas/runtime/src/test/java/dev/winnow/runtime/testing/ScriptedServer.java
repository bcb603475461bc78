package dev.winnow.runtime.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks OpenAI's chat completions over real connections, and misbehaves as real ones
 * do: see {@link Behaviours}. Under each name it follows another {@link Script}, so that one server
 * stands for many. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNNAMED = "server";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger maxOpen = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  /** Listens on a free port of this machine. */
  public ScriptedServer() {
    server =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await();
  }

  /** The script under this name; sane until it is told otherwise. */
  public Script script(String name) {
    return scripts.computeIfAbsent(name, n -> new Script(url(n)));
  }

  /** The base URL of the script that has no name. */
  public URI baseUrl() {
    return script(UNNAMED).baseUrl();
  }

  /** See {@link Script#then}. */
  public void then(Behaviour... behaviours) {
    script(UNNAMED).then(behaviours);
  }

  /** See {@link Script#always}. */
  public void always(Behaviour behaviour) {
    script(UNNAMED).always(behaviour);
  }

  /** See {@link Script#seen}. */
  public List<Script.Seen> seen() {
    return script(UNNAMED).seen();
  }

  /** Requests that have come and whose answers have not gone, or whose clients have not. */
  public int open() {
    return open.get();
  }

  /** Connections so far. */
  public int connections() {
    return connections.get();
  }

  /** The most requests that were open at once. */
  public int maxOpen() {
    return maxOpen.get();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private URI url(String name) {
    return URI.create("http://127.0.0.1:%d/%s/v1".formatted(server.actualPort(), name));
  }

  private void handle(HttpServerRequest request) {
    maxOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    request.response().endHandler(end -> open.decrementAndGet());
    request.response().closeHandler(close -> open.decrementAndGet());
    String name = request.path().substring(1).replaceFirst("/.*", "");
    request.body().onSuccess(body -> script(name).answer(request, parse(body.toString())));
  }

  private static JsonNode parse(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the engine sent no JSON: " + body, e);
    }
  }
}

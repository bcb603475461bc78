package dev.winnow.runtime.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * How a {@link ScriptedServer} behaves under one base URL: as it was told to, once for each
 * behaviour queued, and always the same otherwise. Remembers what came. Thread-safe.
 */
public final class Script {
  private final URI baseUrl;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private volatile Behaviour otherwise = Behaviours::sane;

  /** A request as it came. */
  public record Seen(
      String method, String path, Optional<String> authorization, JsonNode body, Instant at) {}

  Script(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** What comes before {@code /chat/completions}. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The next requests meet these, in this order. */
  public void then(Behaviour... behaviours) {
    next.addAll(List.of(behaviours));
  }

  /** Every request for which nothing is queued meets this. */
  public void always(Behaviour behaviour) {
    otherwise = behaviour;
  }

  /** The requests so far. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  void answer(HttpServerRequest request, JsonNode body) {
    seen.add(
        new Seen(
            request.method().name(),
            request.path(),
            Optional.ofNullable(request.getHeader("Authorization")),
            body,
            Instant.now()));
    Objects.requireNonNullElse(next.poll(), otherwise).answer(request, body);
  }
}

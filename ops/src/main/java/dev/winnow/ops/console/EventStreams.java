package dev.winnow.ops.console;

import dev.winnow.ops.json.RecordJson;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/events}: the overview as server-sent events, at most one a second.
 *
 * <p>Every event is a whole overview, so a client that has missed some needs the latest one alone.
 * A client that comes back with the id of the latest event waits for the next one. Ids contain a
 * name of this process: those of another gateway never match. An event is left out for a client
 * that has not taken the one before. Thread-safe.
 */
final class EventStreams {
  static final int MAX_STREAMS = 100;

  private static final long RETRY_MS = 2_000;

  private final String process = UUID.randomUUID().toString();
  private final Supplier<Overview> current;
  private final Set<HttpServerResponse> streams = ConcurrentHashMap.newKeySet();
  private volatile Event latest = new Event("", "");
  private long number;

  private record Event(String id, String text) {}

  EventStreams(Supplier<Overview> current) {
    this.current = current;
  }

  void declare(GuardedRoutes routes) {
    routes.needs(Role.READ, HttpMethod.GET, "/v1/events").handler(this::open);
  }

  /** Sends an overview to all; called by one thread. */
  void send(@Nullable Vertx vertx, Overview overview) {
    if (streams.isEmpty() || vertx == null) {
      // An old event must not be taken for the latest by the next client.
      latest = new Event("", "");
      return;
    }
    Event event = event(overview);
    vertx.runOnContext(now -> streams.forEach(stream -> write(stream, event)));
  }

  /** Ends all streams; their clients connect again, perhaps to another gateway. */
  void close(Vertx vertx) {
    vertx.runOnContext(now -> streams.forEach(HttpServerResponse::end));
  }

  private synchronized Event event(Overview overview) {
    String id = process + '-' + number++;
    Event event =
        new Event(
            id, "id: %s\nevent: overview\ndata: %s\n\n".formatted(id, RecordJson.line(overview)));
    latest = event;
    return event;
  }

  private void open(RoutingContext context) {
    if (streams.size() >= MAX_STREAMS) {
      throw ProblemDetail.unavailable(
          "%d pages are open already; close some, or ask GET /v1/overview".formatted(MAX_STREAMS));
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.exceptionHandler(gone -> streams.remove(response));
    response.closeHandler(gone -> streams.remove(response));
    context.addEndHandler(ended -> streams.remove(response));
    response.write("retry: %d\n\n".formatted(RETRY_MS));
    String last = context.request().getHeader("Last-Event-ID");
    Event now = latest;
    if (now.id().isEmpty() || !now.id().equals(last)) {
      response.write((now.id().isEmpty() ? event(current.get()) : now).text());
    }
    streams.add(response);
  }

  private void write(HttpServerResponse stream, Event event) {
    if (stream.ended() || stream.closed()) {
      streams.remove(stream);
    } else if (!stream.writeQueueFull()) {
      stream.write(event.text());
    }
  }
}

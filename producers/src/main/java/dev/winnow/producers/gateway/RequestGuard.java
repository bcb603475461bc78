package dev.winnow.producers.gateway;

import dev.winnow.runtime.access.ProblemDetail;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The checks that every request must pass before its body is read: its query is correctly encoded,
 * and there is room for its body. Thread-safe.
 */
public final class RequestGuard {
  /** Maximum time until a body that is read whole has arrived. */
  private static final long BODY_MS = 30_000;

  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param maxBytes maximum size of the bodies of all requests together
   */
  public RequestGuard(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Rejects incorrectly encoded queries. */
  public void check(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException e) {
      throw new ProblemDetail(400, "Bad Request", "the query is not correctly percent-encoded");
    }
    context.next();
  }

  /** Reserves room for a body of at most this many bytes, until the request ends. */
  public void admit(RoutingContext context, long mostOfBody) {
    long room = Math.min(mostOfBody, declared(context.request(), mostOfBody));
    if (bytes.addAndGet(room) > maxBytes) {
      bytes.addAndGet(-room);
      throw ProblemDetail.unavailable("too many bodies are in flight; send it again in a moment");
    }
    context.addEndHandler(ended -> bytes.addAndGet(-room));
    context.next();
  }

  /** Closes the connection when the body does not arrive in time. */
  public void limitTime(RoutingContext context) {
    long timer =
        context
            .vertx()
            .setTimer(
                BODY_MS,
                late -> {
                  if (!context.request().isEnded()) {
                    context.request().connection().close();
                  }
                });
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    context.next();
  }

  private static long declared(HttpServerRequest request, long defaultValue) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? defaultValue : Math.max(0, Long.parseLong(length));
    } catch (NumberFormatException e) {
      return defaultValue;
    }
  }
}

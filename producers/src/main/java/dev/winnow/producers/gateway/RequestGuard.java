package dev.winnow.producers.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The checks that every request must pass before its body is read: it is sent to an allowed host
 * name, its query is correctly encoded, and there is room for its body. Thread-safe.
 */
final class RequestGuard {
  /**
   * IP addresses are allowed, because DNS rebinding needs a name: a page of an address has the
   * origin of that address.
   */
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9a-f]*:[0-9a-f:.]+\\]?");

  /** Maximum time until a body that is read whole has arrived. */
  private static final long BODY_MS = 30_000;

  private final GatewayConfig config;
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param mostBytes maximum size of the bodies of all requests together
   */
  RequestGuard(GatewayConfig config, long mostBytes) {
    this.config = config;
    this.mostBytes = mostBytes;
  }

  /** Rejects foreign host names and incorrectly encoded queries. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    String header = request.getHeader("Host");
    if (authority == null ? header != null : !isOwn(authority.host())) {
      throw new ProblemDetail(
          421,
          "Misdirected Request",
          "the header Host names another server; the operator allows names with --allowed-host");
    }
    try {
      request.params();
    } catch (IllegalArgumentException e) {
      throw new ProblemDetail(400, "Bad Request", "the query is not correctly percent-encoded");
    }
    context.next();
  }

  /** Reserves room for a body of at most this many bytes, until the request ends. */
  void admit(RoutingContext context, long mostOfBody) {
    long room = Math.min(mostOfBody, declared(context.request(), mostOfBody));
    if (bytes.addAndGet(room) > mostBytes) {
      bytes.addAndGet(-room);
      throw ProblemDetail.unavailable("too many bodies are in flight; send it again in a moment");
    }
    context.addEndHandler(ended -> bytes.addAndGet(-room));
    context.next();
  }

  /** Closes the connection when the body does not arrive in time. */
  void limitTime(RoutingContext context) {
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

  private boolean isOwn(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equalsIgnoreCase(config.host())
        || ADDRESS.matcher(name).matches()
        || config.allowedHosts().contains(name)
        || (config.token().isPresent() && config.allowedHosts().isEmpty());
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

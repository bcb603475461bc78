package dev.winnow.producers.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps scripts of foreign pages out: a browser sends them to any address that its user can reach,
 * with the page's origin in the header {@code Origin}. A page of the gateway's own host may ask,
 * and so may those that the operator allows. What is no browser sends no such header. Thread-safe.
 */
final class OriginGuard {
  private final Set<String> allowed;

  /**
   * A guard.
   *
   * @param allowed origins, such as {@code https://tools.example}
   */
  OriginGuard(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** Refuses a foreign origin; answers the question that a browser asks first of one allowed. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader("Origin");
    if (origin == null || isOwn(origin, request)) {
      context.next();
      return;
    }
    if (!allowed.contains(origin.toLowerCase(Locale.ROOT))) {
      throw new ProblemDetail(
          403,
          "Foreign origin",
          "the header Origin names a page of another host; the operator allows origins with"
              + " --allowed-origin");
    }
    HttpServerResponse response =
        context
            .response()
            .putHeader("Access-Control-Allow-Origin", origin)
            .putHeader("Vary", "Origin");
    boolean isQuestion = request.getHeader("Access-Control-Request-Method") != null;
    if (isQuestion && request.method().equals(HttpMethod.OPTIONS)) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT")
          .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type")
          .setStatusCode(204)
          .end();
    } else {
      context.next();
    }
  }

  /** Whether the page came from where the request goes to: the same host and port. */
  private static boolean isOwn(String origin, HttpServerRequest request) {
    if (request.authority() == null) {
      return false;
    }
    try {
      URI page = URI.create(origin);
      String host = Objects.requireNonNullElse(page.getHost(), "");
      return host.equalsIgnoreCase(request.authority().host())
          && port(page.getScheme(), page.getPort())
              == port(page.getScheme(), request.authority().port());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int port(String scheme, int port) {
    return port > 0 ? port : "https".equalsIgnoreCase(scheme) ? 443 : 80;
  }
}

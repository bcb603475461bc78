package dev.winnow.runtime.access;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Blocks scripts of foreign pages: a browser sends their requests to any address that its user can
 * reach, with the page's origin in the header {@code Origin}. Pages of the server's own host and
 * origins that the operator allows may send requests. Clients other than browsers do not send the
 * header. Thread-safe.
 */
final class OriginGuard {
  private final Set<String> allowed;

  /**
   * @param allowed allowed origins, such as {@code https://tools.example}
   */
  OriginGuard(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** Rejects a foreign origin; answers the preflight request of an allowed one. */
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

  /** Returns whether the page and the request have the same host and port. */
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

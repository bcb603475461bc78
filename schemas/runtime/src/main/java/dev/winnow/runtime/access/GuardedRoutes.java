package dev.winnow.runtime.access;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A router each of whose routes declares the role that it needs, before its handlers. A server
 * whose router has a route without a declaration does not start.
 *
 * <pre>{@code
 * routes.needs(Role.READ, HttpMethod.GET, "/metrics").handler(this::metrics);
 * routes.open(HttpMethod.GET, "/livez").handler(this::live);
 * }</pre>
 */
public final class GuardedRoutes {
  private static final String DECLARED = "winnow.access";

  private final Router router;
  private final RequestAccess access;
  private final Map<Endpoint, Optional<Role>> declared = new LinkedHashMap<>();

  private record Endpoint(HttpMethod method, String path) {}

  /**
   * A declared route.
   *
   * @param method such as {@code GET}
   * @param path with parameters such as {@code :id}
   * @param role the role that it needs; empty if every client may use it
   */
  public record Rule(String method, String path, Optional<Role> role) {}

  GuardedRoutes(Router router, RequestAccess access) {
    this.router = router;
    this.access = access;
  }

  /** Declares a route that every client may use, and returns it. */
  public Route open(HttpMethod method, String path) {
    declare(method, path, Optional.empty());
    return add(method, path);
  }

  /** Declares a route that needs a role, and returns it. */
  public Route needs(Role role, HttpMethod method, String path) {
    declare(method, path, Optional.of(role));
    // A route of its own: the body handler of the caller's route must be its first handler.
    add(method, path).handler(access.require(role));
    return add(method, path);
  }

  /** Adds another route with the method and the path of a declared one. */
  public Route also(HttpMethod method, String path) {
    if (!declared.containsKey(new Endpoint(method, path))) {
      throw new IllegalStateException("%s %s declares no role".formatted(method, path));
    }
    return add(method, path);
  }

  /** Adds a handler that sees every request and answers none, except with an error. */
  public void filter(Handler<RoutingContext> handler) {
    router.route().putMetadata(DECLARED, true).handler(handler);
  }

  /** Adds a handler of every failure. */
  public void failures(Handler<RoutingContext> handler) {
    router.route().putMetadata(DECLARED, true).failureHandler(handler);
  }

  /** Sets the handler of an error status that the router itself produces. */
  public void onStatus(int status, Handler<RoutingContext> handler) {
    router.errorHandler(status, handler);
  }

  /** Returns what each route needs, in the order of the declarations. */
  public List<Rule> rules() {
    return declared.entrySet().stream()
        .map(
            entry ->
                new Rule(entry.getKey().method().name(), entry.getKey().path(), entry.getValue()))
        .toList();
  }

  /**
   * Checks the router itself, since a route may have been added to it directly.
   *
   * @throws IllegalStateException if a route declares no role
   */
  static void requireDeclared(Router router) {
    for (Route route : router.getRoutes()) {
      Map<String, Object> metadata = Objects.requireNonNullElse(route.metadata(), Map.of());
      if (!metadata.containsKey(DECLARED)) {
        Set<HttpMethod> methods = Objects.requireNonNullElse(route.methods(), Set.of());
        throw new IllegalStateException(
            "route %s %s declares no role".formatted(methods, route.getPath()));
      }
    }
  }

  private void declare(HttpMethod method, String path, Optional<Role> role) {
    Optional<Role> before = declared.putIfAbsent(new Endpoint(method, path), role);
    if (before != null) {
      throw new IllegalStateException("%s %s is declared twice".formatted(method, path));
    }
    add(method, path).handler(context -> RequestMeter.matched(context, path));
  }

  private Route add(HttpMethod method, String path) {
    return router.route(method, path).putMetadata(DECLARED, true);
  }
}

package dev.winnow.producers.gateway;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.GuardedRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;

/**
 * Routes that another module adds to the gateway, and what they read. The gateway starts it before
 * it listens and closes it before it stops listening. It must not keep the gateway from serving its
 * own routes: what it reads may be unreachable for any time.
 */
public interface GatewayExtension extends AutoCloseable {
  /** Starts reading; returns at once. */
  void start(Vertx vertx);

  /** Declares every route with the role that it needs. */
  void declare(GuardedRoutes routes);

  /** Returns the routes as the member {@code paths} of an OpenAPI description. */
  JsonObject paths();

  /** Returns whether it reads. */
  Health health();

  /** Ends its answers and its reading. It may be called again. */
  @Override
  void close();
}

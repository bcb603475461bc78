package dev.winnow.ops.verify;

import dev.winnow.producers.gateway.GatewayExtension;
import dev.winnow.producers.gateway.RequestGuard;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The checks of recipes for callers outside the stream. It keeps nothing and reads no topic.
 * Thread-safe.
 */
public final class VerifyService implements GatewayExtension {
  private static final String DESCRIPTION = "verify-paths.json";
  private static final String PATH = "/v1/verify";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";

  /** Trees, texts and answers together take several times the size of a body. */
  private static final long HEAP_SHARE = 16;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CheckWorkers workers = new CheckWorkers(Runtime.getRuntime().availableProcessors());
  private final VerifyLimits limits;
  private final VerifyRoute route;
  private final RequestGuard guard;

  VerifyService(VerifyLimits limits) {
    this.limits = limits;
    this.route = new VerifyRoute(limits, workers, threads);
    this.guard =
        new RequestGuard(
            Math.max(2L * limits.bytes(), Runtime.getRuntime().maxMemory() / HEAP_SHARE));
  }

  /** Returns a service with the documented limits. */
  public static VerifyService ofDefaults() {
    return new VerifyService(VerifyLimits.DEFAULT);
  }

  @Override
  public void start(Vertx vertx) {
    // Nothing is read in advance.
  }

  /** Several handlers are routes of their own, since a body handler must be its route's first. */
  @Override
  public void declare(GuardedRoutes routes) {
    ofType(routes.needs(Role.VERIFY, HttpMethod.POST, PATH)).handler(route::admit);
    ofType(also(routes)).handler(context -> guard.admit(context, limits.bytes()));
    ofType(also(routes)).handler(guard::limitTime);
    also(routes).consumes(JSON).handler(body()).handler(route::json);
    also(routes).consumes(NDJSON).handler(body()).handler(route::lines);
  }

  private static Route also(GuardedRoutes routes) {
    return routes.also(HttpMethod.POST, PATH);
  }

  private static Route ofType(Route route) {
    return route.consumes(JSON).consumes(NDJSON);
  }

  private BodyHandler body() {
    return BodyHandler.create(false).setBodyLimit(limits.bytes());
  }

  @Override
  public JsonObject paths() {
    try (InputStream in = VerifyService.class.getResourceAsStream(DESCRIPTION)) {
      return new JsonObject(Buffer.buffer(Objects.requireNonNull(in, DESCRIPTION).readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says when checks do not end; other requests then wait for the remaining threads. */
  @Override
  public Health health() {
    return workers.stuck().<Health>map(Health.Degraded::new).orElseGet(Health::ok);
  }

  @Override
  public void close() {
    workers.close();
    threads.shutdownNow();
  }
}

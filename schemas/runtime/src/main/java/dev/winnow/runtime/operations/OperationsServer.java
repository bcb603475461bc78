package dev.winnow.runtime.operations;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.access.ErrorAnswers;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.GuardedServer;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.http.VertxWithoutFiles;
import dev.winnow.runtime.metrics.StageMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The HTTP server of an operations port. Thread-safe. */
final class OperationsServer implements AutoCloseable {
  /** The text format, which every Prometheus reads. */
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final int IDLE_SECONDS = 60;
  private static final long SECOND_MS = 1_000;

  private final Vertx vertx;
  private final GuardedServer server;

  private OperationsServer(Vertx vertx, GuardedServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts the server; returns when it is listening. This is the only place where it is created.
   *
   * @param everySecond called every second; must not block
   * @throws IllegalStateException if the address must not or cannot be bound
   */
  static OperationsServer start(
      HttpAccessConfig access,
      PrometheusMeterRegistry registry,
      List<HealthCheck> checks,
      Runnable everySecond) {
    Vertx vertx =
        VertxWithoutFiles.create(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    HttpServerOptions options =
        new HttpServerOptions()
            .setCompressionSupported(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    long unused = vertx.setPeriodic(SECOND_MS, id -> everySecond.run());
    try {
      return new OperationsServer(
          vertx,
          GuardedServer.start(
              vertx,
              access,
              options,
              StageMetrics.off(),
              routes -> declare(routes, registry, checks)));
    } catch (IllegalStateException e) {
      vertx.close().await();
      throw new IllegalStateException(
          "operations port: %s; --operations-port and --operations-host choose another"
              .formatted(e.getMessage()),
          e);
    }
  }

  URI uri() {
    return server.uri();
  }

  List<GuardedRoutes.Rule> rules() {
    return server.rules();
  }

  /** Returns degraded while older tokens or an older certificate are used than the files have. */
  Health health() {
    return server.trouble().<Health>map(Health.Degraded::new).orElseGet(Health::ok);
  }

  @Override
  public void close() {
    server.close();
    vertx.close().await();
  }

  /** Probes have no tokens, so health is open; it has no names but those of addresses and pools. */
  private static void declare(
      GuardedRoutes routes, PrometheusMeterRegistry registry, List<HealthCheck> checks) {
    routes
        .needs(Role.READ, HttpMethod.GET, "/metrics")
        .handler(context -> answer(context, () -> metrics(context, registry)));
    routes
        .open(HttpMethod.GET, "/livez")
        .handler(
            context -> answer(context, () -> report(context, HealthReport.ofLiveness(checks))));
    routes
        .open(HttpMethod.GET, "/readyz")
        .handler(
            context ->
                answer(
                    context,
                    () -> report(context, HealthReport.ofReadiness(checks, excluded(context)))));
    ErrorAnswers.install(routes, "the page on metrics of the documentation");
  }

  private static String metrics(RoutingContext context, PrometheusMeterRegistry registry) {
    context.response().putHeader("Content-Type", TEXT);
    return registry.scrape(TEXT);
  }

  /**
   * Returns the checks that a probe leaves out, such as {@code ?exclude=sampling-pools,registry}.
   */
  private static Set<String> excluded(RoutingContext context) {
    return Set.copyOf(
        context.queryParam("exclude").stream()
            .flatMap(names -> List.of(names.split(",")).stream())
            .toList());
  }

  private static String report(RoutingContext context, HealthReport report) {
    context
        .response()
        .setStatusCode(report.passes() ? 200 : 503)
        .putHeader("Content-Type", "application/json");
    return report.json().encodePrettily() + '\n';
  }

  /** Answers are made off the event loop, because gauges take locks. */
  private static void answer(RoutingContext context, Callable<String> body) {
    context
        .vertx()
        .executeBlocking(body, false)
        .onSuccess(text -> context.response().putHeader("Cache-Control", "no-store").end(text))
        .onFailure(context::fail);
  }
}

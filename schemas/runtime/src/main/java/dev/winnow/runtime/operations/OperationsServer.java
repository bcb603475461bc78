package dev.winnow.runtime.operations;

import dev.winnow.runtime.HealthCheck;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
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

  private final OperationsAddress address;
  private final Vertx vertx;
  private final HttpServer server;

  private OperationsServer(OperationsAddress address, Vertx vertx, HttpServer server) {
    this.address = address;
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts the server; returns when it is listening. This is the only place where it is created.
   *
   * @param everySecond called every second; must not block
   * @throws IllegalStateException if the address cannot be bound
   */
  static OperationsServer start(
      OperationsAddress address,
      PrometheusMeterRegistry registry,
      List<HealthCheck> checks,
      Runnable everySecond) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    HttpServerOptions options =
        new HttpServerOptions()
            .setCompressionSupported(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    long unused = vertx.setPeriodic(SECOND_MS, id -> everySecond.run());
    try {
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(router(vertx, registry, checks))
              .listen(address.port(), address.host())
              .await();
      return new OperationsServer(address, vertx, server);
    } catch (Exception e) {
      vertx.close().await();
      throw new IllegalStateException(
          "the operations port cannot listen on %s:%d: %s; choose another with --operations-port"
              .formatted(address.host(), address.port(), e.getMessage()),
          e);
    }
  }

  URI uri() {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return URI.create("http://%s:%d".formatted(host, server.actualPort()));
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static Router router(
      Vertx vertx, PrometheusMeterRegistry registry, List<HealthCheck> checks) {
    Router router = Router.router(vertx);
    router
        .get("/metrics")
        .handler(
            context ->
                answer(
                    context,
                    () -> {
                      String text = registry.scrape(TEXT);
                      context.response().putHeader("Content-Type", TEXT);
                      return text;
                    }));
    router
        .get("/livez")
        .handler(
            context -> answer(context, () -> report(context, HealthReport.ofLiveness(checks))));
    router
        .get("/readyz")
        .handler(
            context ->
                answer(
                    context,
                    () -> report(context, HealthReport.ofReadiness(checks, excluded(context)))));
    return router;
  }

  /** The checks that a probe leaves out, such as {@code ?exclude=sampling-pools,registry}. */
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

package dev.winnow.runtime.access;

import dev.winnow.runtime.metrics.StageMetrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that keeps the rules of this package. It looks every second whether the files of
 * its tokens and of its certificate have changed. Thread-safe.
 */
public final class GuardedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedServer.class);
  private static final long LOOK_AGAIN_MS = 1_000;
  private static final int GRACE_SECONDS = 5;

  private final HttpAccessConfig config;
  private final Files files;
  private final HttpServer server;
  private final List<GuardedRoutes.Rule> rules;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("access-files").daemon().factory());

  /** What may change while the server runs. */
  private record Files(@Nullable AccessTokens tokens, @Nullable ServerCertificate certificate) {
    static Files open(HttpAccessConfig config) {
      try {
        return new Files(
            config.tokens().isEmpty() ? null : AccessTokens.open(config.tokens().get()),
            config.tls().isEmpty() ? null : ServerCertificate.open(config.tls().get()));
      } catch (IOException e) {
        throw new IllegalStateException(String.valueOf(e.getMessage()), e);
      }
    }

    /** A failure that is not expected must not end the watch: a removed token would stay valid. */
    void reloadSafely(HttpServer server) {
      try {
        reload(server);
      } catch (RuntimeException e) {
        LOG.error("event=access-files-unread", e);
      }
    }

    private void reload(HttpServer server) {
      if (tokens != null) {
        tokens.reload();
      }
      if (certificate != null) {
        certificate.reload(server);
      }
    }

    Optional<String> trouble() {
      Optional<String> ofTokens = tokens == null ? Optional.empty() : tokens.trouble();
      return ofTokens.isPresent() || certificate == null ? ofTokens : certificate.trouble();
    }
  }

  private GuardedServer(
      HttpAccessConfig config, Files files, HttpServer server, List<GuardedRoutes.Rule> rules) {
    this.config = config;
    this.files = files;
    this.server = server;
    this.rules = rules;
    var unused =
        watch.scheduleWithFixedDelay(
            () -> files.reloadSafely(server), LOOK_AGAIN_MS, LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts a server; returns when it is listening.
   *
   * @param options timeouts and sizes
   * @param metrics counts the requests
   * @param routes declares the routes
   * @throws IllegalStateException if the address must not or cannot be bound, a file is unusable,
   *     or a route declares no role
   */
  public static GuardedServer start(
      Vertx vertx,
      HttpAccessConfig config,
      HttpServerOptions options,
      StageMetrics metrics,
      Consumer<GuardedRoutes> routes) {
    BindRule.require(config);
    Files files = Files.open(config);
    Router router = Router.router(vertx);
    GuardedRoutes guarded = new GuardedRoutes(router, new RequestAccess(files.tokens()));
    if (metrics.isOn()) {
      guarded.filter(new RequestMeter(metrics)::begin);
    }
    guarded.filter(new HostGuard(config)::check);
    guarded.filter(new OriginGuard(config.allowedOrigins())::check);
    routes.accept(guarded);
    GuardedRoutes.requireDeclared(router);
    HttpServerOptions own = new HttpServerOptions(options);
    if (files.certificate() != null) {
      files.certificate().useIn(own);
    }
    HttpServer server = listen(vertx.createHttpServer(own).requestHandler(router), config);
    return new GuardedServer(config, files, server, guarded.rules());
  }

  /** Returns the address that the server listens on. */
  public URI uri() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String scheme = config.tls().isPresent() ? "https" : "http";
    return URI.create("%s://%s:%d".formatted(scheme, host, server.actualPort()));
  }

  /** Returns what each route needs. */
  public List<GuardedRoutes.Rule> rules() {
    return rules;
  }

  /** Returns why the server still uses older tokens or an older certificate than the files. */
  public Optional<String> trouble() {
    return files.trouble();
  }

  /** Lets requests finish for a few seconds. */
  @Override
  public void close() {
    watch.shutdownNow();
    server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS).await();
  }

  private static HttpServer listen(HttpServer server, HttpAccessConfig config) {
    try {
      return server.listen(config.port(), config.host()).await();
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot listen on %s:%d: %s".formatted(config.host(), config.port(), e.getMessage()), e);
    }
  }
}

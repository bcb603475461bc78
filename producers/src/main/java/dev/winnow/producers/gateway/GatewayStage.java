package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.GuardedServer;
import dev.winnow.runtime.http.VertxWithoutFiles;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeCatalog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the HTTP API, which publishes prompts and recipes and reports the progress of prompts. See
 * {@code openapi.json}.
 */
public final class GatewayStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayStage.class);

  /** Longer than the maximum wait for a prompt, so that only dead connections are closed. */
  private static final int IDLE_SECONDS = 120;

  private final KafkaConnection connection;
  private final GatewayConfig config;
  private final RecipeCatalog catalog;
  private final UnaryOperator<Prompt> screen;
  private final List<GatewayExtension> extensions;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final LatestRecords<Progress> progress;
  private final LatestRecords<Recipe> recipes;
  private volatile @Nullable GuardedServer server;

  /**
   * Creates a gateway that is not started yet.
   *
   * @param catalog what recipes may name
   */
  public GatewayStage(KafkaConnection connection, GatewayConfig config, RecipeCatalog catalog) {
    this(connection, config, catalog, UnaryOperator.identity());
  }

  /**
   * Creates a gateway that is not started yet.
   *
   * @param catalog what recipes may name
   * @param screen every legal prompt passes through it; see {@link
   *     dev.winnow.producers.source.PromptReader#screenedBy}
   */
  public GatewayStage(
      KafkaConnection connection,
      GatewayConfig config,
      RecipeCatalog catalog,
      UnaryOperator<Prompt> screen) {
    this(connection, config, catalog, screen, List.of());
  }

  /**
   * Creates a gateway that is not started yet, with routes of other modules.
   *
   * @param extensions are closed with the gateway
   */
  public GatewayStage(
      KafkaConnection connection,
      GatewayConfig config,
      RecipeCatalog catalog,
      UnaryOperator<Prompt> screen,
      List<GatewayExtension> extensions) {
    this.screen = screen;
    this.extensions = List.copyOf(extensions);
    this.connection = connection;
    this.config = config;
    this.catalog = catalog;
    this.progress =
        new LatestRecords<>(
            connection, connection.topics().progress(), Progress.class, RecordStore.onDisk());
    this.recipes =
        new LatestRecords<>(
            connection, connection.topics().recipes(), Recipe.class, RecordStore.inMemory());
  }

  @Override
  public String name() {
    return "gateway";
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the address cannot be bound
   */
  @Override
  public void start() {
    open.push(progress.start());
    open.push(recipes.start());
    Publisher publisher = new Publisher(connection);
    open.push(publisher);
    ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    open.push(blocking);
    Vertx vertx = VertxWithoutFiles.create();
    open.push(() -> vertx.close().await());
    GatewayRoutes routes = routes(publisher, blocking);
    for (GatewayExtension extension : extensions) {
      open.push(extension);
      extension.start(vertx);
    }
    GuardedServer started = listen(vertx, routes);
    open.push(started);
    // Closed before the server as well, which waits for requests to end: a stream has no end.
    extensions.forEach(open::push);
    server = started;
  }

  private GatewayRoutes routes(Publisher publisher, Executor blocking) {
    InstantSource clock = InstantSource.system();
    PromptIngest ingest =
        new PromptIngest(
            publisher::publish,
            blocking,
            new PromptReaders(recipes, catalog.verification(), screen),
            new PromptIds(progress, clock),
            config.limits(),
            clock);
    RecipeAdmission admission = new RecipeAdmission(catalog, config.pools());
    return new GatewayRoutes(
        ingest,
        new ProgressRoute(progress),
        new RecipeRoutes(publisher, blocking, recipes, admission, clock),
        extensions,
        this::health);
  }

  /** Returns the address that the gateway listens on. */
  public URI uri() {
    return listening().uri();
  }

  /** Returns the role that each route needs. */
  public List<GuardedRoutes.Rule> rules() {
    return listening().rules();
  }

  private GuardedServer listening() {
    return Objects.requireNonNull(server, "the gateway is not started");
  }

  @Override
  public Health health() {
    if (progress.failed() || recipes.failed()) {
      return new Health.Failed(
          "the thread that reads %s has died; see the log"
              .formatted(progress.failed() ? "progress" : "recipes"));
    }
    GuardedServer running = server;
    if (running == null) {
      return new Health.Starting("not started yet");
    }
    Health own =
        Stream.of(progress.refusal(), recipes.refusal(), running.trouble())
            .flatMap(Optional::stream)
            .findFirst()
            .<Health>map(Health.Degraded::new)
            .orElseGet(Health::ok);
    return Health.worst(
        Stream.concat(Stream.of(own), extensions.stream().map(GatewayExtension::health)));
  }

  /** Lets requests finish for a few seconds, then waits until their records are published. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // A failure must not keep the other resources from being closed.
        LOG.warn("event=close-failed reason={}", e.toString());
      }
    }
  }

  private GuardedServer listen(Vertx vertx, GatewayRoutes routes) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHandle100ContinueAutomatically(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    try {
      return GuardedServer.start(
          vertx, config.access(), options, connection.metrics(), routes::declare);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("the gateway does not start: " + e.getMessage(), e);
    }
  }
}

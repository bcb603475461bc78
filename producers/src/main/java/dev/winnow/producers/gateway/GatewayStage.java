package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Prompts and recipes in over HTTP, and how far they are. See {@code openapi.json}. */
public final class GatewayStage implements Stage {
  private final KafkaConnection connection;
  private final GatewayConfig config;
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> open = new ArrayList<>();
  private int port;

  public GatewayStage(KafkaConnection connection, GatewayConfig config) {
    this.connection = connection;
    this.config = config;
  }

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public void start() {
    Publisher publisher = new Publisher(connection);
    open.add(publisher);
    LatestRecords<Progress> progress =
        new LatestRecords<>(connection, connection.topics().progress(), Progress.class);
    open.add(progress);
    LatestRecords<Recipe> recipes =
        new LatestRecords<>(connection, connection.topics().recipes(), Recipe.class);
    open.add(recipes);
    GatewayRoutes routes =
        new GatewayRoutes(config, publisher, progress, recipes, InstantSource.system());
    // A publish may wait for the broker: on virtual threads that holds up nobody else.
    vertx
        .deployVerticle(
            () -> new Server(routes),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)
                .setInstances(1))
        .await();
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://%s:%d".formatted(config.host(), port));
  }

  @Override
  public boolean healthy() {
    return port > 0;
  }

  @Override
  public void close() {
    vertx.close().await();
    for (AutoCloseable closeable : open) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the gateway did not close", e);
      }
    }
    open.clear();
  }

  private final class Server extends VerticleBase {
    private final GatewayRoutes routes;

    Server(GatewayRoutes routes) {
      this.routes = routes;
    }

    @Override
    public Future<HttpServer> start() {
      return vertx
          .createHttpServer()
          .requestHandler(routes.router(vertx))
          .listen(config.port(), config.host())
          .onSuccess(server -> port = server.actualPort());
    }
  }
}

package dev.winnow.producers.gateway;

import dev.winnow.producers.source.LineSplitter;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.access.ErrorAnswers;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/** The gateway's routes. {@code openapi.json} describes each. */
final class GatewayRoutes {
  private static final String OPENAPI = "openapi.json";
  private static final String PROMPTS = "/v1/prompts";
  private static final String RECIPE = "/v1/recipes/:name";
  private static final String JSON = "application/json";
  private static final String NDJSON = "application/x-ndjson";

  /** Approximate memory of one NDJSON request, whatever its length. */
  private static final long STREAM_BYTES = 4 << 20;

  private static final long MIN_ROOM = 32 << 20;

  private final PromptIngest ingest;
  private final ProgressRoute progressRoute;
  private final RecipeRoutes recipeRoutes;
  private final List<GatewayExtension> extensions;
  private final Supplier<Health> health;
  private final RequestGuard guard =
      new RequestGuard(Math.max(MIN_ROOM, Runtime.getRuntime().maxMemory() / 4));

  GatewayRoutes(
      PromptIngest ingest,
      ProgressRoute progressRoute,
      RecipeRoutes recipeRoutes,
      List<GatewayExtension> extensions,
      Supplier<Health> health) {
    this.ingest = ingest;
    this.progressRoute = progressRoute;
    this.recipeRoutes = recipeRoutes;
    this.extensions = extensions;
    this.health = health;
  }

  /** Declares every route with the role that it needs. */
  void declare(GuardedRoutes routes) {
    routes.filter(guard::check);
    routes.open(HttpMethod.GET, "/healthz").handler(this::health);
    routes.open(HttpMethod.GET, "/openapi.json").handler(this::describe);
    prompts(routes);
    recipes(routes);
    extensions.forEach(extension -> extension.declare(routes));
    ErrorAnswers.install(routes, "GET /openapi.json");
    routes.onStatus(
        415,
        context ->
            new ProblemDetail(
                    415,
                    "Unsupported Media Type",
                    "send the header Content-Type: application/json for one document, or"
                        + " application/x-ndjson for one document a line")
                .send(context));
  }

  /** Several handlers are routes of their own, since a body handler must be its route's first. */
  private void prompts(GuardedRoutes routes) {
    routes
        .needs(Role.PUBLISH, HttpMethod.POST, PROMPTS)
        .consumes(NDJSON)
        .handler(context -> guard.admit(context, STREAM_BYTES));
    routes
        .also(HttpMethod.POST, PROMPTS)
        .consumes(JSON)
        .handler(context -> guard.admit(context, LineSplitter.MAX_LINE_BYTES));
    routes.also(HttpMethod.POST, PROMPTS).consumes(JSON).handler(guard::limitTime);
    routes.also(HttpMethod.POST, PROMPTS).consumes(NDJSON).handler(ingest::many);
    routes
        .also(HttpMethod.POST, PROMPTS)
        .consumes(JSON)
        .handler(BodyHandler.create(false).setBodyLimit(LineSplitter.MAX_LINE_BYTES))
        .handler(ingest::one);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/prompts/:id").handler(progressRoute::get);
    routes.needs(Role.READ, HttpMethod.GET, PROMPTS).handler(progressRoute::getByQuery);
  }

  private void recipes(GuardedRoutes routes) {
    routes.needs(Role.OPERATE, HttpMethod.PUT, RECIPE).handler(GatewayRoutes::refuseForm);
    routes
        .also(HttpMethod.PUT, RECIPE)
        .handler(context -> guard.admit(context, RecipeRoutes.MAX_BYTES));
    routes.also(HttpMethod.PUT, RECIPE).handler(guard::limitTime);
    routes
        .also(HttpMethod.PUT, RECIPE)
        .handler(BodyHandler.create(false).setBodyLimit(RecipeRoutes.MAX_BYTES))
        .handler(recipeRoutes::put);
    routes.needs(Role.READ, HttpMethod.GET, RECIPE).handler(recipeRoutes::get);
  }

  /** The body handler decodes the body of a form, and fails for a recipe that is sent as one. */
  private static void refuseForm(RoutingContext context) {
    String type =
        Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")) {
      throw new ProblemDetail(
          415,
          "Unsupported Media Type",
          "send the header Content-Type: application/yaml or application/json; curl sends that of"
              + " a form where none is given");
    }
    context.next();
  }

  /** The health of the stage, for load balancers, which do not reach the operations port. */
  private void health(RoutingContext context) {
    Health now = health.get();
    if (now.isFailed()) {
      throw ProblemDetail.unavailable(now.describe());
    }
    context.response().putHeader("Content-Type", "text/plain").end("ok\n");
  }

  private void describe(RoutingContext context) {
    try (InputStream in = GatewayRoutes.class.getResourceAsStream(OPENAPI)) {
      JsonObject document =
          new JsonObject(Buffer.buffer(Objects.requireNonNull(in, OPENAPI).readAllBytes()));
      for (GatewayExtension extension : extensions) {
        document.getJsonObject("paths").mergeIn(extension.paths(), true);
      }
      context
          .response()
          .putHeader("Content-Type", "application/json")
          .end(Buffer.buffer(document.encodePrettily()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

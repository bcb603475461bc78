package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.RecipeCatalog;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's routes. {@code openapi.json} describes each. */
final class GatewayRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayRoutes.class);
  private static final String OPENAPI = "openapi.json";

  /** Approximate memory of one NDJSON request, whatever its length. */
  private static final long STREAM_BYTES = 4 << 20;

  private static final long LEAST_ROOM = 32 << 20;

  private final GatewayConfig config;
  private final RequestGuard guard;
  private final LatestRecords<Progress> progress;
  private final LatestRecords<Recipe> recipes;
  private final PromptIngest ingest;
  private final ProgressRoute progressRoute;
  private final RecipeRoutes recipeRoutes;

  GatewayRoutes(
      GatewayConfig config,
      Publisher publisher,
      Executor blocking,
      LatestRecords<Progress> progress,
      LatestRecords<Recipe> recipes,
      RecipeCatalog catalog,
      UnaryOperator<Prompt> screen,
      InstantSource clock) {
    this.config = config;
    this.guard =
        new RequestGuard(config, Math.max(LEAST_ROOM, Runtime.getRuntime().maxMemory() / 4));
    this.progress = progress;
    this.recipes = recipes;
    this.ingest =
        new PromptIngest(
            publisher::publish,
            blocking,
            new PromptReaders(recipes, catalog.verification(), screen),
            new PromptIds(progress, clock),
            config.limits(),
            clock);
    this.progressRoute = new ProgressRoute(progress);
    this.recipeRoutes =
        new RecipeRoutes(
            publisher, blocking, recipes, new RecipeAdmission(catalog, config.pools()), clock);
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(guard::check);
    router.route().handler(new OriginGuard(config.allowedOrigins())::check);
    router.get("/healthz").handler(this::health);
    router.get("/openapi.json").handler(GatewayRoutes::describe);
    router.route("/v1/*").handler(this::authorize);
    admissions(router);
    router.post("/v1/prompts").consumes("application/x-ndjson").handler(ingest::many);
    router
        .post("/v1/prompts")
        .consumes("application/json")
        .handler(BodyHandler.create(false).setBodyLimit(LineSplitter.MAX_LINE_BYTES))
        .handler(ingest::one);
    router.get("/v1/prompts/:id").handler(progressRoute::get);
    router.get("/v1/prompts").handler(progressRoute::getByQuery);
    router
        .put("/v1/recipes/:name")
        .handler(BodyHandler.create(false).setBodyLimit(RecipeRoutes.MAX_BYTES))
        .handler(recipeRoutes::put);
    router.get("/v1/recipes/:name").handler(recipeRoutes::get);
    router.route().failureHandler(GatewayRoutes::fail);
    mismatches(router);
    return router;
  }

  /** These are separate routes because a route's body handler must be its first handler. */
  private void admissions(Router router) {
    router
        .post("/v1/prompts")
        .consumes("application/x-ndjson")
        .handler(context -> guard.admit(context, STREAM_BYTES));
    router
        .post("/v1/prompts")
        .consumes("application/json")
        .handler(context -> guard.admit(context, LineSplitter.MAX_LINE_BYTES));
    router.post("/v1/prompts").consumes("application/json").handler(guard::limitTime);
    router.put("/v1/recipes/:name").handler(GatewayRoutes::refuseForm);
    router
        .put("/v1/recipes/:name")
        .handler(context -> guard.admit(context, RecipeRoutes.MAX_BYTES));
    router.put("/v1/recipes/:name").handler(guard::limitTime);
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

  private static void mismatches(Router router) {
    router.errorHandler(
        404,
        context ->
            new ProblemDetail(
                    404, "Not Found", "there is no such path; GET /openapi.json lists them")
                .send(context));
    router.errorHandler(
        405,
        context ->
            new ProblemDetail(
                    405,
                    "Method Not Allowed",
                    "the path does not accept %s; GET /openapi.json lists what it accepts"
                        .formatted(context.request().method()))
                .send(context));
    router.errorHandler(
        415,
        context ->
            new ProblemDetail(
                    415,
                    "Unsupported Media Type",
                    "send the header Content-Type: application/json for one prompt, or"
                        + " application/x-ndjson for many")
                .send(context));
  }

  private void health(RoutingContext context) {
    if (progress.failed() || recipes.failed()) {
      throw new ProblemDetail(
          503,
          "Failed",
          "the gateway can no longer read %s; see its log for the reason, then restart it"
              .formatted(progress.failed() ? "progress" : "recipes"));
    }
    context.response().putHeader("Content-Type", "text/plain").end("ok\n");
  }

  private void authorize(RoutingContext context) {
    Optional<String> token = config.token();
    String given = Objects.requireNonNullElse(context.request().getHeader("Authorization"), "");
    if (token.isPresent() && !isSame("Bearer " + token.get(), given)) {
      throw new ProblemDetail(
              401, "Unauthorized", "send the header 'Authorization: Bearer <token>'")
          .withHeader("WWW-Authenticate", "Bearer realm=\"winnow\"");
    }
    context.next();
  }

  /**
   * Compares in constant time, so that the response time does not reveal how much of a guess was
   * right.
   */
  private static boolean isSame(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static void describe(RoutingContext context) {
    try (InputStream in = GatewayRoutes.class.getResourceAsStream(OPENAPI)) {
      byte[] document = Objects.requireNonNull(in, OPENAPI).readAllBytes();
      context.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fail(RoutingContext context) {
    if (context.failure() instanceof ProblemDetail problem) {
      problem.send(context);
    } else if (context.failure() == null && context.statusCode() == 413) {
      new ProblemDetail(413, "Content Too Large", "the body is larger than this path accepts")
          .send(context);
    } else if (context.failure() == null && context.statusCode() >= 400) {
      // A status without a cause was set by the router: the handlers by status answer it.
      context.next();
    } else {
      LOG.error(
          "method={} path={} event=failed",
          context.request().method(),
          context.normalizedPath(),
          context.failure());
      new ProblemDetail(
              500,
              "Internal Server Error",
              "the gateway could not answer; see its log for the reason")
          .send(context);
    }
  }
}

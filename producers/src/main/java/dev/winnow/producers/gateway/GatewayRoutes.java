package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeException;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Recipe;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/** The gateway's routes; each is described in {@code openapi.json}. */
final class GatewayRoutes {
  private static final long MAX_RECIPE_BYTES = 256 << 10;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN_MS = 200;
  private static final String OPENAPI = "openapi.json";

  private final GatewayConfig config;
  private final Publisher publisher;
  private final LatestRecords<Progress> progress;
  private final LatestRecords<Recipe> recipes;
  private final InstantSource clock;

  GatewayRoutes(
      GatewayConfig config,
      Publisher publisher,
      LatestRecords<Progress> progress,
      LatestRecords<Recipe> recipes,
      InstantSource clock) {
    this.config = config;
    this.publisher = publisher;
    this.progress = progress;
    this.recipes = recipes;
    this.clock = clock;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.get("/healthz").handler(context -> context.response().end("ok\n"));
    router.get("/openapi.json").handler(GatewayRoutes::describe);
    router.route("/v1/*").handler(this::authorize);
    PromptIngest ingest = new PromptIngest(publisher, clock);
    router.post("/v1/prompts").handler(ingest::handle);
    router.get("/v1/prompts/:id").handler(context -> findProgress(vertx, context));
    router
        .put("/v1/recipes/:name")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_RECIPE_BYTES))
        .handler(this::putRecipe);
    router.get("/v1/recipes/:name").handler(this::findRecipe);
    router
        .route()
        .last()
        .handler(
            context -> {
              throw new Problem(
                  404, "Not Found", "there is no such path; GET /openapi.json lists them");
            });
    router.route().failureHandler(GatewayRoutes::fail);
    return router;
  }

  private void authorize(RoutingContext context) {
    Optional<String> token = config.token();
    String given = Objects.requireNonNullElse(context.request().getHeader("Authorization"), "");
    if (token.isPresent() && !isSame("Bearer " + token.get(), given)) {
      throw new Problem(401, "Unauthorized", "send the header 'Authorization: Bearer <token>'");
    }
    context.next();
  }

  /** In constant time, so that answers do not tell how much of a guess was right. */
  private static boolean isSame(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private void putRecipe(RoutingContext context) {
    String name = context.pathParam("name");
    Buffer body = Objects.requireNonNullElse(context.body().buffer(), Buffer.buffer());
    Recipe recipe;
    try {
      recipe = RecipeFile.parse("recipe", body.getBytes(), clock.instant());
    } catch (RecipeException e) {
      throw new Problem(422, "Not a recipe", String.valueOf(e.getMessage()));
    }
    if (!recipe.getName().equals(name)) {
      throw new Problem(
          422,
          "Not this recipe",
          "the path says '%s', the body '%s'".formatted(name, recipe.getName()));
    }
    publisher
        .publish(recipe)
        .whenComplete(
            (sent, failure) -> {
              if (failure == null) {
                json(
                    context,
                    new JsonObject().put("name", name).put("version", recipe.getVersion()));
              } else {
                new Problem(
                        503, "Not published", "the broker did not take it: " + failure.getMessage())
                    .send(context);
              }
            });
  }

  private void findRecipe(RoutingContext context) {
    Recipe recipe =
        recipes
            .find(context.pathParam("name"))
            .orElseThrow(
                () -> new Problem(404, "No such recipe", "PUT /v1/recipes/{name} publishes one"));
    json(context, new JsonObject(recipe.toString()));
  }

  private void findProgress(Vertx vertx, RoutingContext context) {
    long deadline = clock.millis() + waitMillis(context);
    answerProgress(vertx, context, deadline);
  }

  private void answerProgress(Vertx vertx, RoutingContext context, long deadline) {
    Optional<Progress> found = progress.find(context.pathParam("id"));
    boolean ended = found.map(Progress::getState).filter(GatewayRoutes::isEnd).isPresent();
    if (!ended && clock.millis() < deadline && !context.response().closed()) {
      vertx.setTimer(LOOK_AGAIN_MS, timer -> answerProgress(vertx, context, deadline));
    } else if (found.isPresent()) {
      json(context, new JsonObject(found.get().toString()));
    } else {
      new Problem(404, "No such prompt", "the planner has not seen a prompt of this id")
          .send(context);
    }
  }

  private static boolean isEnd(PromptState state) {
    return switch (state) {
      case WAITING, SAMPLING -> false;
      case SATISFIED, EXHAUSTED, FAILED -> true;
    };
  }

  private static long waitMillis(RoutingContext context) {
    String wait = context.request().getParam("wait", "0");
    if (!wait.matches("\\d{1,2}s?")) {
      throw new Problem(400, "Bad wait", "wait: give seconds, such as 30s, at most 60s");
    }
    long seconds = Long.parseLong(wait.replace("s", ""));
    return Math.min(seconds * 1_000, LONGEST_WAIT.toMillis());
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
    if (context.response().ended()) {
      return;
    }
    if (context.failure() instanceof Problem problem) {
      problem.send(context);
    } else if (context.statusCode() == 413) {
      new Problem(413, "Too large", "the body is larger than this path takes").send(context);
    } else {
      int status = context.statusCode() >= 400 ? context.statusCode() : 500;
      new Problem(status, "Failed", "the gateway could not answer; its log says why").send(context);
    }
  }

  private static void json(RoutingContext context, JsonObject body) {
    context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }
}

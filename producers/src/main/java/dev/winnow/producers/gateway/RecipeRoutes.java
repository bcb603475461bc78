package dev.winnow.producers.gateway;

import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeException;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.recipe.RecipeJson;
import dev.winnow.producers.recipe.RecipeProblem;
import dev.winnow.runtime.access.ActionLog;
import dev.winnow.runtime.access.Caller;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.rules.Violation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * {@code /v1/recipes/{name}}. GET returns a recipe file that PUT accepts; the recipe's version is
 * its entity tag.
 */
final class RecipeRoutes {
  static final long MAX_BYTES = RecipeFile.MAX_BYTES;
  private static final String ORIGIN = "recipe";
  private static final long MAX_READ_BACK_NANOS = 5_000_000_000L;
  private static final long LOOK_AGAIN_MS = 20;

  private final Publisher publisher;
  private final Executor blocking;
  private final LatestRecords<Recipe> recipes;
  private final RecipeAdmission admission;
  private final InstantSource clock;

  RecipeRoutes(
      Publisher publisher,
      Executor blocking,
      LatestRecords<Recipe> recipes,
      RecipeAdmission admission,
      InstantSource clock) {
    this.publisher = publisher;
    this.blocking = blocking;
    this.recipes = recipes;
    this.admission = admission;
    this.clock = clock;
  }

  void put(RoutingContext context) {
    Recipe recipe = parse(context);
    String name = context.pathParam("name");
    if (!recipe.getName().equals(name)) {
      throw new ProblemDetail(
          422,
          "Not this recipe",
          "the path says '%s', the body '%s'".formatted(name, recipe.getName()));
    }
    requireAdmitted(recipe);
    CompletableFuture<Void> published =
        CompletableFuture.supplyAsync(() -> publisher.publish(recipe), blocking)
            .thenCompose(Function.identity());
    Future.fromCompletionStage(published, context.vertx().getOrCreateContext())
        .onSuccess(
            sent -> {
              logPut(context, recipe, "done");
              answerOnceRead(context, recipe, System.nanoTime() + MAX_READ_BACK_NANOS);
            })
        .onFailure(
            e -> {
              logPut(context, recipe, "failed: " + e.getMessage());
              ProblemDetail.unavailable(String.valueOf(e.getMessage())).send(context);
            });
  }

  private static void logPut(RoutingContext context, Recipe recipe, String outcome) {
    ActionLog.record(
        Caller.of(context).name(),
        "put-recipe",
        recipe.getName() + '@' + recipe.getVersion(),
        outcome);
  }

  void get(RoutingContext context) {
    Recipe recipe = recipes.find(context.pathParam("name")).orElseThrow(this::absent);
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("ETag", tag(recipe))
        .end(RecipeJson.of(recipe, admission.catalog()).toString());
  }

  private ProblemDetail absent() {
    return recipes.caughtUp() && !recipes.failed()
        ? new ProblemDetail(404, "No such recipe", "PUT /v1/recipes/{name} publishes one")
        : ProblemDetail.unavailable("the gateway has not read all recipes yet; ask again");
  }

  private Recipe parse(RoutingContext context) {
    Buffer body = Objects.requireNonNullElse(context.body().buffer(), Buffer.buffer());
    try {
      return RecipeFile.parse(ORIGIN, body.getBytes(), admission.catalog(), clock.instant());
    } catch (RecipeException e) {
      JsonArray errors = new JsonArray();
      e.problems().forEach(problem -> errors.add(json(problem)));
      throw new ProblemDetail(422, "Not a recipe", String.valueOf(e.getMessage()))
          .with("errors", errors);
    }
  }

  private void requireAdmitted(Recipe recipe) {
    List<Violation> violations = admission.violations(recipe);
    if (!violations.isEmpty()) {
      JsonArray errors = new JsonArray();
      violations.forEach(
          violation ->
              errors.add(
                  new JsonObject()
                      .put("field", violation.field())
                      .put("detail", violation.message())));
      String detail = Violation.join(violations);
      throw new ProblemDetail(422, "Not a recipe", detail).with("errors", errors);
    }
  }

  private static JsonObject json(RecipeProblem problem) {
    return new JsonObject()
        .put("line", problem.line())
        .put("column", problem.column())
        .put("field", problem.field())
        .put("detail", problem.message());
  }

  /**
   * Answers once the gateway has read the recipe, because a client may publish prompts as soon as
   * it has the answer.
   */
  private void answerOnceRead(RoutingContext context, Recipe recipe, long deadline) {
    boolean isRead =
        recipes
            .find(recipe.getName())
            .filter(read -> read.getVersion().equals(recipe.getVersion()))
            .isPresent();
    if (isRead || System.nanoTime() >= deadline) {
      answer(context, recipe);
    } else {
      context.vertx().setTimer(LOOK_AGAIN_MS, timer -> answerOnceRead(context, recipe, deadline));
    }
  }

  private static void answer(RoutingContext context, Recipe recipe) {
    JsonObject body =
        new JsonObject().put("name", recipe.getName()).put("version", recipe.getVersion());
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("ETag", tag(recipe))
        .end(body.toBuffer());
  }

  private static String tag(Recipe recipe) {
    return '"' + recipe.getVersion() + '"';
  }
}

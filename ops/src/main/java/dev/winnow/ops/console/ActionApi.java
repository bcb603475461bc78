package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.console.action.ActionJobs;
import dev.winnow.ops.console.action.ActionJobs.Job;
import dev.winnow.ops.console.action.ActionJobs.State;
import dev.winnow.ops.console.action.OperatorAction;
import dev.winnow.ops.console.action.RecipeChanges;
import dev.winnow.ops.console.action.StreamActions;
import dev.winnow.runtime.access.Caller;
import dev.winnow.runtime.access.GuardedRoutes;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.runtime.access.Role;
import dev.winnow.runtime.kafka.KafkaConnection;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The actions. A request with {@code dry_run: true} says what the action would do. The answer comes
 * when the action has ended, or after {@value #WAIT_MS} ms with the state RUNNING: then {@code GET
 * /v1/actions/{id}} says how it goes.
 */
final class ActionApi {
  private static final long MAX_BODY = 16 << 10;
  private static final long WAIT_MS = 5_000;
  private static final long LOOK_MS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaConnection connection;
  private final ActionJobs jobs;

  private record Jobs(List<Job> actions) {}

  ActionApi(KafkaConnection connection, ActionJobs jobs) {
    this.connection = connection;
    this.jobs = jobs;
  }

  void declare(GuardedRoutes routes) {
    recipe(routes, "pause", (name, body) -> RecipeChanges.pause(connection, name, body.seen()));
    recipe(routes, "resume", (name, body) -> RecipeChanges.resume(connection, name, body.seen()));
    recipe(
        routes,
        "budget",
        (name, body) -> RecipeChanges.budget(connection, name, body.seen(), body.budget()));
    recipe(routes, "retry", (name, body) -> StreamActions.retry(connection, name, body.reasons()));
    recipe(
        routes,
        "reverify",
        (name, body) -> StreamActions.reverify(connection, name, body.choice()));
    action(
        routes,
        "/v1/dead-letters/republish",
        (context, body) ->
            StreamActions.republish(connection, body.letters(), body.lettersInWords()));
    routes.needs(Role.READ, HttpMethod.GET, "/v1/actions").handler(this::list);
    routes.needs(Role.READ, HttpMethod.GET, "/v1/actions/:id").handler(this::one);
  }

  private void recipe(
      GuardedRoutes routes, String name, BiFunction<String, ActionBody, OperatorAction> action) {
    action(
        routes,
        "/v1/recipes/:name/" + name,
        (context, body) -> action.apply(context.pathParam("name"), body));
  }

  private void action(
      GuardedRoutes routes,
      String path,
      BiFunction<RoutingContext, ActionBody, OperatorAction> action) {
    routes.needs(Role.OPERATE, HttpMethod.POST, path).handler(ActionApi::requireJson);
    routes
        .also(HttpMethod.POST, path)
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
        .handler(context -> start(context, action));
  }

  /** The body handler takes the body of a form apart: {@code dry_run} in it would be lost. */
  private static void requireJson(RoutingContext context) {
    String type =
        Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "")
            .toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      throw new ProblemDetail(
          415, "Unsupported Media Type", "send the header Content-Type: application/json");
    }
    context.next();
  }

  private void start(
      RoutingContext context, BiFunction<RoutingContext, ActionBody, OperatorAction> action) {
    ActionBody body = new ActionBody(json(context));
    OperatorAction wanted = action.apply(context, body);
    body.requireNothingElse();
    Job job =
        jobs.start(wanted, body.isDryRun(), Caller.of(context).name())
            .orElseThrow(() -> ProblemDetail.unavailable("too many actions wait; ask again"));
    answerOnceEnded(context, job.id(), System.nanoTime() + WAIT_MS * 1_000_000);
  }

  private void answerOnceEnded(RoutingContext context, String id, long deadline) {
    Job job = jobs.find(id).orElseThrow(ActionApi::absent);
    if (job.state() == State.RUNNING && System.nanoTime() < deadline) {
      Vertx vertx = context.vertx();
      vertx.setTimer(LOOK_MS, timer -> answerOnceEnded(context, id, deadline));
    } else {
      DocumentAnswer.send(context, status(job), job);
    }
  }

  private static int status(Job job) {
    return switch (job.state()) {
      case RUNNING -> 202;
      case DONE -> 200;
      case FAILED -> 409;
    };
  }

  private void list(RoutingContext context) {
    DocumentAnswer.send(context, new Jobs(jobs.latest()));
  }

  private void one(RoutingContext context) {
    DocumentAnswer.send(context, jobs.find(context.pathParam("id")).orElseThrow(ActionApi::absent));
  }

  private static ProblemDetail absent() {
    return new ProblemDetail(
        404,
        "No such action",
        "this gateway does not know it: another one may have run it, or it was long ago; the log of"
            + " operator actions has its outcome");
  }

  private static JsonNode json(RoutingContext context) {
    Buffer body = Objects.requireNonNullElse(context.body().buffer(), Buffer.buffer());
    try {
      return body.length() == 0 ? JSON.createObjectNode() : JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw ConsoleQuery.bad("the body is no JSON");
    }
  }
}

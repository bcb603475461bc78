package dev.winnow.producers.gateway;

import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code GET /v1/prompts/{id}}: returns the progress of a prompt; with {@code ?wait=30s}, waits
 * until it has ended.
 */
final class ProgressRoute {
  private static final int LONGEST_WAIT_SECONDS = 60;
  private static final long LOOK_AGAIN_MS = 20;
  private static final Pattern WAIT = Pattern.compile("(\\d{1,2})s?");

  private final LatestRecords<Progress> progress;

  ProgressRoute(LatestRecords<Progress> progress) {
    this.progress = progress;
  }

  /** Reads the id from the path, percent-encoded. */
  void get(RoutingContext context) {
    answer(context, context.pathParam("id"));
  }

  /**
   * Reads the id from a query parameter, because clients normalise paths with ids such as {@code
   * ..}.
   */
  void getByQuery(RoutingContext context) {
    String id = context.request().getParam("id");
    if (id == null) {
      throw new ProblemDetail(400, "No id", "say which prompt: GET /v1/prompts?id=ID");
    }
    answer(context, id);
  }

  private void answer(RoutingContext context, String id) {
    answer(context, id, System.nanoTime() + longestWait(context).toNanos());
  }

  private void answer(RoutingContext context, String id, long deadline) {
    if (context.response().closed()) {
      return;
    }
    Optional<Progress> found = progress.find(id);
    boolean ended = found.map(Progress::getState).filter(PromptStates::hasEnded).isPresent();
    if (!ended && System.nanoTime() < deadline) {
      context.vertx().setTimer(LOOK_AGAIN_MS, timer -> answer(context, id, deadline));
    } else if (found.isPresent()) {
      context.response().putHeader("Content-Type", "application/json").end(found.get().toString());
    } else {
      absent().send(context);
    }
  }

  private ProblemDetail absent() {
    if (!progress.caughtUp() || progress.failed()) {
      return ProblemDetail.unavailable("the gateway has not read all progress yet; ask again");
    }
    return new ProblemDetail(
        404,
        "No such prompt",
        "the planner has not seen a prompt of this id; one that was just published may take a"
            + " moment: ask again with ?wait=30s");
  }

  private static Duration longestWait(RoutingContext context) {
    var wait = WAIT.matcher(context.request().getParam("wait", "0"));
    if (!wait.matches() || Integer.parseInt(wait.group(1)) > LONGEST_WAIT_SECONDS) {
      throw new ProblemDetail(
          400,
          "Bad wait",
          "wait: give seconds, such as 30s, at most " + LONGEST_WAIT_SECONDS + "s");
    }
    return Duration.ofSeconds(Integer.parseInt(wait.group(1)));
  }
}

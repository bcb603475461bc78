package dev.winnow.runtime.access;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers to requests that fail, as problem details. */
public final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  /**
   * Answers every failure of these routes.
   *
   * @param paths where a client learns which paths there are, such as {@code GET /openapi.json}
   */
  public static void install(GuardedRoutes routes, String paths) {
    routes.failures(ErrorAnswers::fail);
    routes.onStatus(
        404,
        context ->
            new ProblemDetail(
                    404, "Not Found", "there is no such path; %s lists them".formatted(paths))
                .send(context));
    routes.onStatus(
        405,
        context ->
            new ProblemDetail(
                    405,
                    "Method Not Allowed",
                    "the path does not accept %s; %s lists what it accepts"
                        .formatted(context.request().method(), paths))
                .send(context));
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
              "the server could not answer; see its log for the reason")
          .send(context);
    }
  }
}

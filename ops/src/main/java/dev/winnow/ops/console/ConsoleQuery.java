package dev.winnow.ops.console;

import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters of the console's requests. Pure functions. */
final class ConsoleQuery {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private ConsoleQuery() {}

  static PromptFilter filter(RoutingContext context) {
    Optional<String> state = parameter(context, "state");
    state.ifPresent(name -> require("state", PromptState.values(), name));
    Optional<String> reason = parameter(context, "reason");
    if (reason.isPresent() && state.isEmpty()) {
      throw bad("reason: needs a state, such as state=EXHAUSTED");
    }
    return new PromptFilter(
        context.pathParam("name"), state, reason, parameter(context, "q").orElse(""));
  }

  static Outcome outcome(RoutingContext context) {
    String name = required(context, "outcome");
    require("outcome", Outcome.values(), name);
    return Outcome.valueOf(name);
  }

  static String required(RoutingContext context, String name) {
    return parameter(context, name).orElseThrow(() -> bad(name + ": is missing"));
  }

  /** An empty parameter is none: forms send those. */
  static Optional<String> parameter(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getParam(name)).filter(text -> !text.isEmpty());
  }

  /** Returns a number from 1 to a maximum. */
  static int limit(RoutingContext context, int fallback, int max) {
    int limit = number(context, "limit", fallback);
    if (limit < 1 || limit > max) {
      throw bad("limit: want 1 to %d".formatted(max));
    }
    return limit;
  }

  static int number(RoutingContext context, String name, int fallback) {
    Optional<String> text = parameter(context, name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      throw bad(name + ": want a whole number");
    }
    return Integer.parseInt(text.get());
  }

  private static void require(String parameter, Enum<?>[] known, String name) {
    if (Arrays.stream(known).noneMatch(value -> value.name().equals(name))) {
      throw bad("%s: want one of %s".formatted(parameter, Arrays.toString(known)));
    }
  }

  private static ProblemDetail bad(String detail) {
    return new ProblemDetail(400, "Bad query", detail);
  }
}

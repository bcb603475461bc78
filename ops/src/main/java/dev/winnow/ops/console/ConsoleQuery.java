package dev.winnow.ops.console;

import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters of the console's requests. Pure functions. */
final class ConsoleQuery {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private ConsoleQuery() {}

  static PromptFilter filter(RoutingContext context) {
    Optional<String> state = parameter(context, "state");
    state.ifPresent(name -> require("state", PromptState.values(), name));
    try {
      return new PromptFilter(
          context.pathParam("name"),
          state,
          parameter(context, "reason"),
          flag(context, "unsolvable"),
          order(parameter(context, "sort").orElse("id")),
          parameter(context, "q").orElse(""));
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static PromptFilter.Order order(String word) {
    return switch (word) {
      case "id" -> PromptFilter.Order.ID;
      case "hardest" -> PromptFilter.Order.HARDEST;
      default -> throw bad("sort: want id or hardest");
    };
  }

  static boolean flag(RoutingContext context, String name) {
    return switch (parameter(context, name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name + ": want true or false");
    };
  }

  /** Returns one of these words; the first one where the parameter is left out. */
  static String word(RoutingContext context, String name, List<String> words) {
    String given = parameter(context, name).orElse(words.getFirst());
    if (!words.contains(given)) {
      throw bad("%s: want one of %s".formatted(name, words));
    }
    return given;
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

  static ProblemDetail bad(String detail) {
    return new ProblemDetail(400, "Bad query", detail);
  }
}

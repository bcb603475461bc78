package dev.winnow.ops.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ops.deadletters.DeadLetterFilter;
import dev.winnow.ops.deadletters.StoredDeadLetter;
import dev.winnow.ops.reverify.ReverifyChoice;
import dev.winnow.schemas.Budget;
import dev.winnow.schemas.Outcome;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The body of an action's request. A field that no action has asked for is an error. */
final class ActionBody {
  private static final int MAX_ITEMS = 200;

  private final JsonNode json;
  private final Set<String> known = new HashSet<>(Set.of("dry_run"));

  ActionBody(JsonNode json) {
    if (!json.isObject()) {
      throw ConsoleQuery.bad("the body: want an object");
    }
    this.json = json;
  }

  boolean isDryRun() {
    JsonNode flag = json.path("dry_run");
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw ConsoleQuery.bad("dry_run: want true or false");
    }
    return flag.asBoolean(false);
  }

  /** Returns the version of the recipe that the person has seen. */
  Optional<String> seen() {
    return text("version");
  }

  Set<String> reasons() {
    return texts("reasons");
  }

  Budget budget() {
    Budget budget =
        new Budget(
            number("candidates").orElse(null),
            number("tokens").orElse(null),
            number("candidates_per_hour").orElse(null),
            number("tokens_per_hour").orElse(null));
    if (budget.equals(new Budget(null, null, null, null))) {
      throw ConsoleQuery.bad(
          "want at least one of candidates, tokens, candidates_per_hour, tokens_per_hour");
    }
    return budget;
  }

  ReverifyChoice choice() {
    Set<Outcome> outcomes =
        texts("outcomes").stream().map(ActionBody::outcome).collect(Collectors.toSet());
    return new ReverifyChoice(outcomes, reasons(), Optional.empty());
  }

  DeadLetterFilter letters() {
    Set<StoredDeadLetter.Id> ids = new LinkedHashSet<>();
    for (String id : texts("ids")) {
      try {
        ids.add(StoredDeadLetter.Id.parse(id));
      } catch (IllegalArgumentException e) {
        throw ConsoleQuery.bad("ids: " + e.getMessage());
      }
    }
    DeadLetterFilter filter =
        new DeadLetterFilter(ids, texts("stages"), texts("topics"), reasons(), Optional.empty());
    if (filter.isAll()) {
      throw ConsoleQuery.bad("want ids, stages, topics or reasons");
    }
    return filter;
  }

  String lettersInWords() {
    return json.properties().stream()
        .filter(field -> !field.getKey().equals("dry_run"))
        .map(field -> field.getKey() + " " + field.getValue())
        .collect(Collectors.joining(", "));
  }

  void requireNothingElse() {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw ConsoleQuery.bad("%s: this action has no such field".formatted(name));
              }
            });
  }

  private Optional<String> text(String name) {
    known.add(name);
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ConsoleQuery.bad(name + ": want text");
    }
    return Optional.of(value.asText());
  }

  private Optional<Long> number(String name) {
    known.add(name);
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw ConsoleQuery.bad(name + ": want a whole number");
    }
    return Optional.of(value.asLong());
  }

  private Set<String> texts(String name) {
    known.add(name);
    JsonNode values = json.path(name);
    if (values.isMissingNode()) {
      return Set.of();
    }
    if (!values.isArray() || values.size() > MAX_ITEMS) {
      throw ConsoleQuery.bad("%s: want a list of at most %d texts".formatted(name, MAX_ITEMS));
    }
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw ConsoleQuery.bad("%s: want texts".formatted(name));
      }
      texts.add(value.asText());
    }
    return texts;
  }

  private static Outcome outcome(String name) {
    try {
      return Outcome.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw ConsoleQuery.bad("outcomes: want ACCEPTED, REJECTED or UNDECIDED");
    }
  }
}

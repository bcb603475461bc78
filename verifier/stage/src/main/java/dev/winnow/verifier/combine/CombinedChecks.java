package dev.winnow.verifier.combine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.JsonOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the checks of a combination: {@code [{"type": "exact", "options": {"trim": "false"}}]}. */
final class CombinedChecks {
  private static final int MAX_CHECKS = 16;

  /** Combinations nest no deeper than their JSON. */
  private static final int MAX_DEPTH = 16;

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private static final List<String> FIELDS = List.of("type", "options");

  private CombinedChecks() {}

  /**
   * Returns the checks.
   *
   * @throws BadOptionsException if the text has none, or some cannot be used; it names the fields
   *     of all that cannot, such as {@code checks[1].options.trim}
   */
  static List<CandidateCheck> read(String text) {
    JsonNode list = parse(text);
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_CHECKS) {
      throw bad("want a JSON list of 1 to %d checks".formatted(MAX_CHECKS));
    }
    List<CandidateCheck> checks = new ArrayList<>();
    List<OptionProblem> problems = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        checks.add(one("checks[" + i + "]", list.get(i)));
      } catch (BadOptionsException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new BadOptionsException(problems);
    }
    return List.copyOf(checks);
  }

  private static CandidateCheck one(String path, JsonNode check) {
    if (!check.path("type").isTextual()) {
      throw new BadOptionsException(path, "each check is an object with 'type' and 'options'");
    }
    check
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new BadOptionsException(
                    path, "unknown field '%s' of a check; want %s".formatted(cut(name), FIELDS));
              }
            });
    JsonNode given = check.path("options");
    if (!given.isMissingNode() && !given.isObject()) {
      throw new BadOptionsException(path, "the options of each check are an object");
    }
    String type = check.get("type").textValue();
    try {
      return Checks.create(type, options(path, type, given));
    } catch (BadCheckException e) {
      throw new BadOptionsException(
          e.problems().stream().map(problem -> inside(path, problem)).toList());
    }
  }

  private static OptionProblem inside(String path, OptionProblem problem) {
    String field =
        switch (problem.option()) {
          case "" -> path;
          case "type" -> path + ".type";
          default -> path + ".options." + problem.option();
        };
    return new OptionProblem(field, problem.message());
  }

  private static Map<String, String> options(String path, String type, JsonNode given) {
    Map<String, String> options = new HashMap<>();
    List<OptionProblem> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      try {
        options.put(option.getKey(), JsonOptions.text(type, option.getKey(), option.getValue()));
      } catch (IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        problems.add(new OptionProblem(path + ".options." + cut(option.getKey()), message));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadOptionsException(problems);
    }
    return options;
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw bad("want a JSON list of checks of at most %d levels".formatted(MAX_DEPTH));
    }
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(name.length(), 40));
  }

  private static BadOptionsException bad(String message) {
    return new BadOptionsException("checks", message);
  }
}

package dev.winnow.verifier.combine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.plugin.BadOptionsException;
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
   * @throws BadOptionsException if the text has none, or one cannot be used
   */
  static List<CandidateCheck> read(String text) {
    JsonNode list = parse(text);
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_CHECKS) {
      throw bad("want a JSON list of 1 to %d checks".formatted(MAX_CHECKS));
    }
    List<CandidateCheck> checks = new ArrayList<>();
    for (JsonNode check : list) {
      checks.add(one(check));
    }
    return List.copyOf(checks);
  }

  private static CandidateCheck one(JsonNode check) {
    if (!check.path("type").isTextual()) {
      throw bad("each check is an object with 'type' and 'options'");
    }
    check
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw bad("unknown field '%s' of a check; want %s".formatted(cut(name), FIELDS));
              }
            });
    JsonNode given = check.path("options");
    if (!given.isMissingNode() && !given.isObject()) {
      throw bad("the options of each check are an object");
    }
    String type = check.get("type").textValue();
    Map<String, String> options = new HashMap<>();
    for (Map.Entry<String, JsonNode> option : given.properties()) {
      options.put(option.getKey(), text(type, option.getKey(), option.getValue()));
    }
    try {
      return Checks.create(type, options);
    } catch (BadCheckException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private static String text(String type, String option, JsonNode value) {
    try {
      return JsonOptions.text(type, option, value);
    } catch (IllegalArgumentException e) {
      throw bad("option '%s' of '%s': %s".formatted(cut(option), cut(type), e.getMessage()));
    }
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

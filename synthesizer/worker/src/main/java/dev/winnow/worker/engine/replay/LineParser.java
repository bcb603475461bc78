package dev.winnow.worker.engine.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.worker.engine.replay.RecordedLine.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Parses the lines of one layout. Thread-safe. */
final class LineParser {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final List<String> TEXT_FIELDS = List.of("prompt", "question", "problem");

  private final ReplayLayout layout;

  LineParser(ReplayLayout layout) {
    this.layout = layout;
  }

  /** A line that does not have the layout. */
  static final class BadLineException extends IOException {
    private static final long serialVersionUID = 1L;

    BadLineException(String message) {
      super(message);
    }
  }

  RecordedLine parse(byte[] bytes, int length) throws BadLineException {
    JsonNode line = json(bytes, length);
    if (!line.isObject()) {
      throw new BadLineException("want a JSON object");
    }
    boolean isSolutions =
        layout == ReplayLayout.GSM8K_SOLUTIONS
            || (layout == ReplayLayout.AUTO && !line.has("response") && !line.has("responses"));
    List<Response> responses = isSolutions ? solutions(line) : responses(line);
    return new RecordedLine(keys(line), first(line), responses);
  }

  private static JsonNode json(byte[] bytes, int length) throws BadLineException {
    try {
      return JSON.readTree(bytes, 0, length);
    } catch (IOException e) {
      throw new BadLineException(ReadErrors.reading(e));
    }
  }

  private static List<String> keys(JsonNode line) throws BadLineException {
    List<String> keys = new ArrayList<>();
    if (line.hasNonNull("prompt_id")) {
      keys.add(PromptKeys.ofId(text(line, "prompt_id")));
    }
    for (String field : TEXT_FIELDS) {
      if (line.hasNonNull(field)) {
        keys.add(PromptKeys.ofText(text(line, field)));
      }
    }
    if (keys.isEmpty()) {
      throw new BadLineException("no prompt: want 'prompt_id', or its text as 'prompt'");
    }
    return keys.stream().distinct().toList();
  }

  private static OptionalInt first(JsonNode line) throws BadLineException {
    JsonNode index = line.path("index");
    if (index.isMissingNode() || index.isNull()) {
      return OptionalInt.empty();
    }
    if (!index.canConvertToInt()
        || !index.isIntegralNumber()
        || index.intValue() < 0
        || index.intValue() >= RecipeRules.MAX_CANDIDATES) {
      throw new BadLineException(
          "'index': want a number from 0 to %d".formatted(RecipeRules.MAX_CANDIDATES - 1));
    }
    return OptionalInt.of(index.intValue());
  }

  private static List<Response> responses(JsonNode line) throws BadLineException {
    if (line.has("response") == line.has("responses")) {
      throw new BadLineException("no response: want either 'response' or 'responses'");
    }
    FinishReason reason = finishReason(line);
    if (line.has("response")) {
      return List.of(new Response(text(line, "response"), reason, tokens(line.path("tokens"))));
    }
    List<Response> responses = new ArrayList<>();
    for (JsonNode response : line.get("responses")) {
      if (!response.isTextual()) {
        throw new BadLineException(
            "'responses': number %d is not a string".formatted(responses.size() + 1));
      }
      OptionalInt tokens = tokens(line.path("tokens").path(responses.size()));
      responses.add(new Response(response.textValue(), reason, tokens));
    }
    if (responses.isEmpty()) {
      throw new BadLineException("'responses': want a list of at least one string");
    }
    return responses;
  }

  private static List<Response> solutions(JsonNode line) throws BadLineException {
    List<Response> solutions = new ArrayList<>();
    for (JsonNode model : line) {
      if (model.path("solution").isTextual()) {
        solutions.add(
            new Response(
                model.get("solution").textValue(), FinishReason.STOP, OptionalInt.empty()));
      }
    }
    if (solutions.isEmpty()) {
      throw new BadLineException(
          "no response: want 'response', 'responses', or for each model an object with a"
              + " 'solution'");
    }
    return solutions;
  }

  /** A missing or invalid count is estimated later: it is no reason to lose a response. */
  private static OptionalInt tokens(JsonNode count) {
    return count.isIntegralNumber() && count.canConvertToInt() && count.intValue() > 0
        ? OptionalInt.of(count.intValue())
        : OptionalInt.empty();
  }

  private static FinishReason finishReason(JsonNode line) throws BadLineException {
    return switch (line.path("finish_reason").asText("stop")) {
      case "stop", "null" -> FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      default -> throw new BadLineException("'finish_reason': want stop or length");
    };
  }

  private static String text(JsonNode line, String field) throws BadLineException {
    JsonNode value = line.get(field);
    if (value == null || !value.isTextual()) {
      throw new BadLineException("'%s': want a string".formatted(field));
    }
    return value.textValue();
  }
}

package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the JSON of tests, within bounds, and what Python writes beyond JSON: NaN, Infinity. */
final class TestJson {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_DIGITS = 10_000;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_DIGITS)
                .build());
  }

  private TestJson() {}

  /** Parses a text; empty where it is no JSON. */
  static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns a field that is JSON, or text with JSON in it; a missing node where it is neither. */
  static JsonNode nested(JsonNode row, String field) {
    JsonNode value = row.path(field);
    return value.isTextual() ? parse(value.textValue()).orElse(value) : value;
  }

  /** Returns a text that is not blank. */
  static Optional<String> text(JsonNode row, String field) {
    return Optional.ofNullable(row.path(field).textValue()).filter(text -> !text.isBlank());
  }

  /** Returns the texts of a list; a text alone is a list of one. */
  static List<String> texts(JsonNode list) {
    if (list.isTextual()) {
      return List.of(list.textValue());
    }
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.isTextual() ? one.textValue() : one.toString()));
    return texts;
  }
}

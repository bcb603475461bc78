package dev.winnow.verifier.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * Reads JSON of foreign origin within bounds; a name that occurs twice in an object is an error.
 */
final class BoundedJson {
  static final int MAX_CHARS = 200_000;
  private static final int MAX_DEPTH = 64;

  /** Arithmetic on a number with a larger exponent would write out all of its zeros. */
  private static final int MAX_SCALE = 400;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(400)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private BoundedJson() {}

  /** Returns the one value of the text; empty if it is no JSON, or exceeds the bounds. */
  static Optional<JsonNode> read(String text) {
    if (text.length() > MAX_CHARS || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readTree(text)).filter(BoundedJson::isBounded);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isBounded(JsonNode node) {
    if (node.isBigDecimal()) {
      return Math.abs((long) node.decimalValue().scale()) <= MAX_SCALE;
    }
    for (JsonNode child : node) {
      if (!isBounded(child)) {
        return false;
      }
    }
    return !node.isMissingNode();
  }
}

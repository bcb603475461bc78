package dev.winnow.verifier.constraint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

/** Reads JSON as Python's {@code json.loads} does: with NaN and infinities. */
final class PythonJson {
  /** Python refuses longer whole numbers. */
  private static final int MAX_DIGITS = 4_300;

  private static final int MAX_DEPTH = 900;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private PythonJson() {}

  /** Returns whether the text is one JSON value. One of more than 900 levels is not. */
  static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.getText().endsWith("INF")) {
          return false;
        }
      }
      return values == 1;
    } catch (IOException e) {
      return false;
    }
  }
}

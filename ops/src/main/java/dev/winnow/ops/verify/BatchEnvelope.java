package dev.winnow.ops.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An object {@code {"type", "options", "items"}}, divided into its rows and the rest, so that a row
 * that breaks a bound of the parser does not affect the others.
 *
 * @param items bytes of the array of rows
 * @param rest the object with an empty array of rows
 */
record BatchEnvelope(InputStream items, byte[] rest) {
  /** Bounds the tokens of a body, and with them the depth that is remembered while it is read. */
  private static final int MAX_TOKENS = 500_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_TOKENS)
                  .maxTokenCount(MAX_TOKENS)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * Divides a document.
   *
   * @param from index of the document's first byte
   * @return nothing where the document is no object with an array of items
   * @throws IOException if the document is not JSON
   */
  static Optional<BatchEnvelope> of(byte[] body, int from) throws IOException {
    try (JsonParser parser = FACTORY.createParser(body, from, body.length - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isItems = parser.currentName().equals("items");
        if (parser.nextToken() == JsonToken.START_ARRAY && isItems) {
          int first = from + offset(parser) - 1;
          parser.skipChildren();
          return Optional.of(divided(body, from, first, from + offset(parser)));
        }
        parser.skipChildren();
      }
    }
    return Optional.empty();
  }

  /** Returns the number of bytes up to the end of the current token, which is a bracket. */
  private static int offset(JsonParser parser) {
    return Math.toIntExact(parser.currentLocation().getByteOffset());
  }

  private static BatchEnvelope divided(byte[] body, int from, int first, int end) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.write(body, from, first - from);
    rest.writeBytes(new byte[] {'[', ']'});
    rest.write(body, end, body.length - end);
    return new BatchEnvelope(
        new ByteArrayInputStream(body, first, end - first), rest.toByteArray());
  }
}

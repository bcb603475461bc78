package dev.winnow.producers.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Parsers for all JSON from outside: strict and bounded. */
public final class Json {
  /**
   * Bounds of one JSON or YAML document. The token limit keeps the tree of a small but dense
   * document ({@code [[],[],...]}) from growing to many times the size of its text.
   */
  public static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(16)
          .maxStringLength(1 << 20)
          .maxNameLength(1_000)
          .maxNumberLength(200)
          .maxTokenCount(100_000)
          .build();

  /**
   * Thread-safe. Rejects repeated keys and anything after the document; keeps decimals as written.
   */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(BOUNDS).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int MAX_REASON_CHARS = 300;

  private Json() {}

  /**
   * Returns the text with every control character and direction mark escaped, so that it cannot
   * control a terminal or fake a line of a log.
   */
  public static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append("\\u%04x".formatted(c));
              }
            });
    return printable.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  /** Returns the text, truncated so that a hostile document cannot fill a log or a terminal. */
  public static String shorten(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MAX_REASON_CHARS ? line : line.substring(0, MAX_REASON_CHARS) + "...";
  }

  /**
   * Returns whether the text can be encoded as UTF-8. JSON and YAML can escape half of a surrogate
   * pair, which would silently become '?' on a topic.
   */
  public static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}

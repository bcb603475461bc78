package dev.winnow.verifier.answer;

/**
 * How a model marks its reasoning, as a recipe adds it to the table of {@link MarkerTable}. Upper
 * and lower case are the same.
 *
 * @param open text before the reasoning, 1 to {@link #MAX_CHARS} characters, not blank
 * @param close text after it, likewise, and another text
 */
public record Marker(String open, String close) {
  /** Most characters of each text. */
  public static final int MAX_CHARS = 100;

  /** Most markers of one recipe. */
  public static final int MAX_MARKERS = 16;

  public Marker {
    require("open", open);
    require("close", close);
    if (open.equalsIgnoreCase(close)) {
      throw new IllegalArgumentException("open and close must differ, upper and lower case apart");
    }
  }

  private static void require(String field, String text) {
    if (text.isBlank() || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "%s: want 1 to %d characters that are not all blank".formatted(field, MAX_CHARS));
    }
  }
}

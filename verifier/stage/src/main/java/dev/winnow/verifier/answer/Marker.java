package dev.winnow.verifier.answer;

/**
 * How a model marks its reasoning; a recipe adds it to the table of {@link MarkerTable}. Letter
 * case is ignored.
 *
 * @param open text before the reasoning, 1 to {@link #MAX_CHARS} characters, not blank
 * @param close text after the reasoning, with the same limits, different from {@code open}
 */
public record Marker(String open, String close) {
  /** Maximum number of characters of each text. */
  public static final int MAX_CHARS = 100;

  /** Maximum number of markers of one recipe. */
  public static final int MAX_MARKERS = 16;

  public Marker {
    require("open", open);
    require("close", close);
    if (open.equalsIgnoreCase(close)) {
      throw new IllegalArgumentException("open and close must differ in more than letter case");
    }
  }

  private static void require(String field, String text) {
    if (text.isBlank() || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "%s: want 1 to %d characters that are not all blank".formatted(field, MAX_CHARS));
    }
  }
}

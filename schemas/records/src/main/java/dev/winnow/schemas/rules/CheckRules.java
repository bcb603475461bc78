package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import java.util.List;

/**
 * Limits of a check of a recipe, in publishers, the gateway and the verifier. Each sampling request
 * and each candidate repeats the check, so a large one would make records that exceed the topics'
 * limit.
 */
public final class CheckRules {
  /** Most characters of a check's type, options and reasoning markers together. */
  public static final int MAX_CHARS = OptionBounds.MAX_CHARS;

  private static final int MAX_MARKERS = 16;
  private static final int MAX_MARKER_CHARS = 64;

  private CheckRules() {}

  /**
   * Adds the violations of a check.
   *
   * @param field path of the check in its recipe
   */
  static void check(String field, Check check, List<Violation> found) {
    Names.checkName(field + ".type", check.getType(), found);
    OptionBounds.checkNumber(field, check.getOptions(), found);
    checkMarkers(field + ".reasoning", check.getReasoningMarkers(), found);
    if (!isBounded(check)) {
      found.add(
          new Violation(
              field,
              "type, options and reasoning markers may have at most %d characters together, not %d"
                  .formatted(MAX_CHARS, chars(check))));
    }
  }

  /** Returns whether a check is short enough to be compiled, and to be kept in memory. */
  public static boolean isBounded(Check check) {
    return chars(check) <= MAX_CHARS;
  }

  static long chars(Check check) {
    long chars = check.getType().length() + OptionBounds.chars(check.getOptions());
    for (ReasoningMarker marker : check.getReasoningMarkers()) {
      chars += marker.getOpen().length() + marker.getClose().length();
    }
    return chars;
  }

  private static void checkMarkers(
      String field, List<ReasoningMarker> markers, List<Violation> found) {
    if (markers.size() > MAX_MARKERS) {
      found.add(
          new Violation(
              field, "give at most %d markers, not %d".formatted(MAX_MARKERS, markers.size())));
      return;
    }
    for (int i = 0; i < markers.size(); i++) {
      String path = field + "[" + i + "]";
      checkMarker(path + ".open", markers.get(i).getOpen(), found);
      checkMarker(path + ".close", markers.get(i).getClose(), found);
    }
  }

  private static void checkMarker(String field, String text, List<Violation> found) {
    if (text.isBlank() || text.length() > MAX_MARKER_CHARS) {
      found.add(
          new Violation(
              field, "want 1 to %d characters that are not all blank".formatted(MAX_MARKER_CHARS)));
    }
  }
}

package dev.winnow.schemas.rules;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import java.util.List;

/**
 * Bounds of a recipe's check. Each sampling request and each candidate repeats the check, so that a
 * large one would make records that no topic takes.
 */
final class CheckRules {
  private static final int MAX_MARKERS = 16;
  private static final int MAX_MARKER_CHARS = 64;

  private CheckRules() {}

  static void check(Check check, List<Violation> found) {
    Names.checkName("check.type", check.getType(), found);
    OptionBounds.check("check", check.getOptions(), found);
    checkMarkers(check.getReasoningMarkers(), found);
  }

  private static void checkMarkers(List<ReasoningMarker> markers, List<Violation> found) {
    if (markers.size() > MAX_MARKERS) {
      found.add(
          new Violation(
              "check.reasoning",
              "give at most %d markers, not %d".formatted(MAX_MARKERS, markers.size())));
      return;
    }
    for (int i = 0; i < markers.size(); i++) {
      String path = "check.reasoning[" + i + "]";
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

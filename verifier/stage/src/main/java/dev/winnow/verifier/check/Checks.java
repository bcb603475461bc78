package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import java.util.Map;

/** Compiles the checks that recipes name. */
public final class Checks {
  /**
   * Maximum number of characters of a check's type, options and markers together, because they come
   * from records.
   */
  private static final int MAX_CHARS = 4_000;

  private static final int MAX_SHOWN_CHARS = 100;

  private Checks() {}

  /** Returns whether a check is small enough to be compiled, and to be kept in memory. */
  public static boolean isBounded(Check check) {
    long chars = check.getType().length();
    for (Map.Entry<String, String> option : check.getOptions().entrySet()) {
      chars += option.getKey().length() + option.getValue().length();
    }
    for (ReasoningMarker marker : check.getReasoningMarkers()) {
      chars += marker.getOpen().length() + marker.getClose().length();
    }
    return chars <= MAX_CHARS;
  }

  /**
   * Returns the check that a recipe names.
   *
   * @throws BadCheckException if there is none of this name, or it has no such options or markers
   */
  public static ResponseCheck compile(Check check) {
    if (!isBounded(check)) {
      throw new BadCheckException(
          "a check's type, options and reasoning markers may have at most %d characters together"
              .formatted(MAX_CHARS));
    }
    CheckPlugins installed = CheckPlugins.installed();
    CheckPlugin plugin =
        installed
            .find(check.getType())
            .orElseThrow(
                () ->
                    new BadCheckException(
                        "there is no check '%s'; use one of %s"
                            .formatted(shown(check.getType()), installed.types())));
    Options options = new Options(check.getType(), check.getOptions());
    CandidateCheck compiled = plugin.create(options);
    options.requireNoOthers();
    return ResponseCheck.of(compiled, check);
  }

  /** Returns foreign text, truncated for a message. */
  static String shown(String text) {
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
  }
}

package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.rules.CheckRules;

/** Compiles the checks that recipes name. */
public final class Checks {
  private static final int MAX_SHOWN_CHARS = 100;

  private Checks() {}

  /**
   * Returns the check that a recipe names.
   *
   * @throws BadCheckException if there is none of this name, or it has no such options or markers
   */
  public static ResponseCheck compile(Check check) {
    if (!CheckRules.isBounded(check)) {
      throw new BadCheckException(
          "a check's type, options and reasoning markers may have at most %d characters together"
              .formatted(CheckRules.MAX_CHARS));
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

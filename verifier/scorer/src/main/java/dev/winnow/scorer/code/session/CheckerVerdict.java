package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.ProcessResult;

/** What a checker said. */
public final class CheckerVerdict {
  private static final int MAX_CHARS = 200;

  private CheckerVerdict() {}

  /**
   * Returns whether the checker printed 1, or a number above.
   *
   * @throws UnjudgedException if it printed no number, or did not end with the status 0
   */
  public static boolean of(ProcessResult result) throws UnjudgedException {
    String said = result.text().strip();
    if (result.isSuccess()) {
      try {
        double share = Double.parseDouble(said);
        return share >= 1;
      } catch (NumberFormatException e) {
        // What it said is in the message below.
      }
    }
    throw new UnjudgedException(
        "CHECKER_FAILED",
        "the checker ended with %s and the status %d; it said '%s' %s"
            .formatted(result.ending(), result.exit(), cut(said), cut(result.stderr().strip())));
  }

  private static String cut(String text) {
    return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
  }
}

package dev.winnow.verifier.cases;

import dev.winnow.math.MathFinding;

/**
 * The result of the math check for a case.
 *
 * @param reason reason of the finding, or why the response has no answer part
 */
public record CaseResult(Case tried, MathFinding finding, String reason) {

  /** Returns whether the result is as expected. */
  public boolean held() {
    return tried.kind() == Case.Kind.EXTRACT
        ? normalized(finding.extracted()).equals(normalized(tried.extracted()))
        : finding.equal() == tried.accepted();
  }

  /**
   * Removes dollar signs, white space and sizing commands, which are ignored when extracted spans
   * are compared.
   */
  private static String normalized(String span) {
    return span.replace("\\left", "")
        .replace("\\right", "")
        .replace("dfrac", "frac")
        .replace("tfrac", "frac")
        .replace("$", "")
        .replaceAll("\\s", "");
  }
}

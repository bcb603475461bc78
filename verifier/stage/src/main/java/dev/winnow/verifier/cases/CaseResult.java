package dev.winnow.verifier.cases;

import dev.winnow.math.MathFinding;

/**
 * What the math check made of a case.
 *
 * @param reason the finding's, or why the response has no answer part
 */
public record CaseResult(Case tried, MathFinding finding, String reason) {

  /** Whether the verifier did what the case expects. */
  public boolean held() {
    return tried.kind() == Case.Kind.EXTRACT
        ? normalized(finding.extracted()).equals(normalized(tried.extracted()))
        : finding.equal() == tried.accepted();
  }

  /** Extracted spans are compared without dollar signs, white space and sizing commands. */
  private static String normalized(String span) {
    return span.replace("\\left", "")
        .replace("\\right", "")
        .replace("dfrac", "frac")
        .replace("tfrac", "frac")
        .replace("$", "")
        .replaceAll("\\s", "");
  }
}

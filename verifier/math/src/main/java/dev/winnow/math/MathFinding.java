package dev.winnow.math;

import dev.winnow.math.extract.Form;
import org.jspecify.annotations.Nullable;

/**
 * The result of one comparison.
 *
 * @param equal whether the candidate's answer equals the reference's
 * @param reason the reason
 * @param extracted the candidate's answer as written; empty if there is none
 * @param form how the candidate stated its answer; null for a bare comparison or without an answer
 * @param confidence confidence of the extraction, from 0 to 1
 * @param normalizedReference the reference's answer as it was parsed
 * @param normalizedCandidate the candidate's answer as it was parsed
 * @param rule the rule that decided
 */
public record MathFinding(
    boolean equal,
    MathReason reason,
    String extracted,
    @Nullable Form form,
    double confidence,
    String normalizedReference,
    String normalizedCandidate,
    String rule) {

  /** Returns the same finding with this text of the answer. */
  MathFinding withExtracted(String written) {
    return written.equals(extracted)
        ? this
        : new MathFinding(
            equal,
            reason,
            written,
            form,
            confidence,
            normalizedReference,
            normalizedCandidate,
            rule);
  }
}

package dev.winnow.math;

import dev.winnow.math.extract.Form;
import org.jspecify.annotations.Nullable;

/**
 * The result of one comparison.
 *
 * @param equal whether the candidate's answer equals the reference's
 * @param reason why
 * @param extracted the candidate's answer as written; empty without one
 * @param form how the candidate stated its answer; null for a bare comparison or without an answer
 * @param confidence how sure the extraction is, from 0 to 1
 * @param normalizedReference the reference's answer as it was read
 * @param normalizedCandidate the candidate's answer as it was read
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

  /** The same finding on an answer that was written like this. */
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

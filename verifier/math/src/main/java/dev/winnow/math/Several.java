package dev.winnow.math;

import dev.winnow.math.equal.MathPolicy;
import java.util.List;

/**
 * Judges a response that boxes several answers in its closing sentence, by this table. The list of
 * all the boxes may itself be the answer; boxes of one value count as one.
 *
 * <pre>
 * policy      the reference is one of them     it is none of them
 * UNDECIDED   SEVERAL (undecided)              SEVERAL_DIFFERENT
 * LAST        SEVERAL_EQUAL if it is the last  SEVERAL_DIFFERENT
 * ANY         SEVERAL_EQUAL                    SEVERAL_DIFFERENT
 * ALL         SEVERAL_DIFFERENT                SEVERAL_DIFFERENT
 * </pre>
 */
final class Several {
  private Several() {}

  /**
   * Returns the finding under the policy.
   *
   * @param each the findings on each of the boxes, in order, none of which is the whole answer
   */
  static MathFinding chosen(MathPolicy.Several policy, List<MathFinding> each) {
    MathFinding last = each.get(each.size() - 1);
    boolean any = each.stream().anyMatch(MathFinding::equal);
    MathFinding unknown =
        each.stream().filter(f -> !f.equal() && !isDifferent(f)).findFirst().orElse(null);
    return switch (policy) {
      case UNDECIDED ->
          any ? of(last, MathReason.SEVERAL) : unknown != null ? unknown : of(last, different());
      case LAST -> last.equal() ? equal(last) : isDifferent(last) ? of(last, different()) : last;
      case ANY ->
          any
              ? equal(each.stream().filter(MathFinding::equal).findFirst().orElse(last))
              : unknown != null ? unknown : of(last, different());
      case ALL -> unknown != null ? unknown : of(last, different());
    };
  }

  private static boolean isDifferent(MathFinding finding) {
    return finding.reason() == MathReason.DIFFERENT_VALUE
        || finding.reason() == MathReason.DIFFERENT_FORM;
  }

  private static MathReason different() {
    return MathReason.SEVERAL_DIFFERENT;
  }

  private static MathFinding equal(MathFinding finding) {
    return of(finding, MathReason.SEVERAL_EQUAL);
  }

  private static MathFinding of(MathFinding finding, MathReason reason) {
    return new MathFinding(
        reason == MathReason.SEVERAL_EQUAL,
        reason,
        finding.extracted(),
        finding.form(),
        finding.confidence(),
        finding.normalizedReference(),
        finding.normalizedCandidate(),
        "several boxes");
  }
}

package dev.winnow.ops.compare;

import dev.winnow.ops.compare.ComparisonPlan.Planned;
import org.jspecify.annotations.Nullable;

/**
 * The result of a comparison.
 *
 * @param difference of the pass rates, over the seeds that have both arms; null without such seeds
 * @param pValue of the paired randomisation test; null without such seeds
 * @param adjusted the same, corrected for the number of hypotheses; null where it only explores, or
 *     without such seeds
 * @param verdict null where it only explores, or without such seeds
 */
public record Compared(
    Planned planned,
    @Nullable SeedMean difference,
    @Nullable Double pValue,
    @Nullable Double adjusted,
    @Nullable Verdict verdict) {
  private static final double LEVEL = 0.05;

  /** What became of a hypothesis. */
  public enum Verdict {
    /** The arm is better, and this is not chance. */
    HELD("held"),
    /** The arm is not better by as much as would matter. */
    DID_NOT_HOLD("did not hold"),
    /** There were too few seeds to say. */
    UNDECIDED("undecided");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * Returns the verdict. {@code HELD}: better, at 5 % after correction. {@code DID_NOT_HOLD}: the
   * 95 % interval ends below the smallest difference that would matter.
   */
  static Verdict verdict(SeedMean difference, double adjusted, double smallestEffect) {
    if (difference.mean() > 0 && adjusted <= LEVEL) {
      return Verdict.HELD;
    }
    Double high = difference.high();
    return high != null && high < smallestEffect ? Verdict.DID_NOT_HOLD : Verdict.UNDECIDED;
  }
}

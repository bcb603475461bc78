package dev.winnow.schemas;

import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/**
 * Classifies verdicts by whether they carry information about the model's success on a prompt: only
 * those that judged an answer do. An undecided candidate (cut off, filtered, not sampled,
 * unreadable) carries none and is excluded from all rates.
 */
@NullMarked
public final class Information {
  private Information() {}

  /** Returns whether this outcome judged an answer. */
  public static boolean isInformation(Outcome outcome) {
    return outcome == Outcome.ACCEPTED || outcome == Outcome.REJECTED;
  }

  /**
   * Returns accepted divided by accepted and rejected, from 0 to 1; empty when both are 0.
   *
   * @param accepted number of accepted candidates, at least 0
   * @param rejected number of rejected candidates, at least 0
   */
  public static OptionalDouble passRate(int accepted, int rejected) {
    long judged = (long) accepted + rejected;
    return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) accepted / judged);
  }
}

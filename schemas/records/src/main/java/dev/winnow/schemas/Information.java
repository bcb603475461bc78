package dev.winnow.schemas;

import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/**
 * Which verdicts say something about the model on a prompt: those that judged an answer. Whatever
 * left a candidate undecided (cut off, filtered, not sampled, unreadable) says nothing, and counts
 * in no rate.
 */
@NullMarked
public final class Information {
  private Information() {}

  /** Whether this outcome judged an answer. */
  public static boolean isInformation(Outcome outcome) {
    return outcome == Outcome.ACCEPTED || outcome == Outcome.REJECTED;
  }

  /**
   * Accepted divided by accepted and rejected, from 0 to 1; empty when there are neither.
   *
   * @param accepted candidates, at least 0
   * @param rejected candidates, at least 0
   */
  public static OptionalDouble passRate(int accepted, int rejected) {
    long judged = (long) accepted + rejected;
    return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) accepted / judged);
  }
}

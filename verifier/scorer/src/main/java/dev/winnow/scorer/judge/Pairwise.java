package dev.winnow.scorer.judge;

import dev.winnow.scorer.Reading;
import dev.winnow.scorer.Reading.Unusable;
import dev.winnow.scorer.Reading.Value;

/**
 * Combines two comparisons of a response with a reference, one in each order, so that a preference
 * for the first place cancels out. 1 means that the response is better, 0 that the reference is,
 * 0.5 a tie, and also that the two orders contradict each other.
 */
public final class Pairwise {
  private Pairwise() {}

  /**
   * Combines both orders.
   *
   * @param responseFirst 1 where the first of two, the response, is better
   * @param referenceFirst 1 where the first of two, the reference, is better
   */
  public static Reading combine(Reading responseFirst, Reading referenceFirst) {
    return switch (responseFirst) {
      case Unusable unusable -> unusable;
      case Value first ->
          switch (referenceFirst) {
            case Unusable unusable -> unusable;
            case Value second -> Reading.of((first.value() + 1 - second.value()) / 2);
          };
    };
  }
}

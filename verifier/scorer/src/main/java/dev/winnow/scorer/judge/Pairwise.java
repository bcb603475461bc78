package dev.winnow.scorer.judge;

import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoreReading.Unusable;
import dev.winnow.scorer.ScoreReading.Value;

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
  public static ScoreReading combine(ScoreReading responseFirst, ScoreReading referenceFirst) {
    return switch (responseFirst) {
      case Unusable unusable -> unusable;
      case Value first ->
          switch (referenceFirst) {
            case Unusable unusable -> unusable;
            case Value second -> ScoreReading.of((first.value() + 1 - second.value()) / 2);
          };
    };
  }
}

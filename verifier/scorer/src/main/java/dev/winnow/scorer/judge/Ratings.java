package dev.winnow.scorer.judge;

import dev.winnow.scorer.ScoreReading;

/** The range of a judge's ratings. */
final class Ratings {
  private Ratings() {}

  /** A rating out of its range is not usable: the judge did not follow its instructions. */
  static ScoreReading within(double value, double least, double most) {
    if (value < least || value > most) {
      return new ScoreReading.Unusable(
          "the rating %s is out of its range %s to %s".formatted(value, least, most));
    }
    return ScoreReading.of(value);
  }
}

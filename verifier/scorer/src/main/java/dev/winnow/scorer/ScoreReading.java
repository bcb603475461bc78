package dev.winnow.scorer;

/** What an answer says of one input. */
public sealed interface ScoreReading {
  /** A finite number. */
  record Value(double value) implements ScoreReading {}

  /** No usable number; the reason says why, in words. */
  record Unusable(String reason) implements ScoreReading {}

  /** Returns the number as a reading, which is unusable for NaN and infinities. */
  static ScoreReading of(double value) {
    return Double.isFinite(value)
        ? new Value(value)
        : new Unusable("the server answered %s, want a finite number".formatted(value));
  }
}

package dev.winnow.scorer;

/** What an answer says of one input. */
public sealed interface Reading {
  /** A finite number. */
  record Value(double value) implements Reading {}

  /** No usable number; the reason says why, in words. */
  record Unusable(String reason) implements Reading {}

  /** Returns the number as a reading, which is unusable for NaN and infinities. */
  static Reading of(double value) {
    return Double.isFinite(value)
        ? new Value(value)
        : new Unusable("the server answered %s, want a finite number".formatted(value));
  }
}

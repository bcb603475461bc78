package dev.winnow.scorer;

import java.time.Duration;

/**
 * What scoring one candidate cost.
 *
 * @param inputTokens tokens that the model read; estimated from the text where they were not
 *     counted
 * @param outputTokens tokens that the model generated; 0 for reward models
 * @param seconds the candidate's share of the time, at least 0
 */
public record ScoringCost(long inputTokens, long outputTokens, double seconds) {
  /** A candidate that no model has seen. */
  public static final ScoringCost NONE = new ScoringCost(0, 0, 0);

  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  /**
   * Returns the cost of a candidate that a model only read.
   *
   * @param nanos its share of the time
   */
  public static ScoringCost ofReading(long inputTokens, long nanos) {
    return new ScoringCost(inputTokens, 0, seconds(nanos));
  }

  /** Returns nanoseconds as seconds, never negative. */
  public static double seconds(long nanos) {
    return Math.max(0, nanos) / NANOS_PER_SECOND;
  }
}

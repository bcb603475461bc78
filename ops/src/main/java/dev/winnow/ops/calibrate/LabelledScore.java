package dev.winnow.ops.calibrate;

/**
 * A scored candidate whose rightness is known.
 *
 * @param prompt that it belongs to: candidates of one prompt resemble each other, so they stay in
 *     one half
 * @param score finite
 * @param isRight by a check or a person that is trusted
 */
public record LabelledScore(String prompt, double score, boolean isRight) {
  public LabelledScore {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score: %s, want a finite number".formatted(score));
    }
  }
}

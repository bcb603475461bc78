package dev.winnow.scorer.reward;

/** What the score of a reward model is. */
public enum RewardValue {
  /** The model's own output. */
  RAW,
  /** The logistic function of the model's output: with a Bradley-Terry model, a probability. */
  SIGMOID;

  /** Returns the score that a raw output gives. */
  double of(double raw) {
    return this == RAW ? raw : 1 / (1 + Math.exp(-raw));
  }
}

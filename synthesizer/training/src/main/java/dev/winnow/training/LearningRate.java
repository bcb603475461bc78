package dev.winnow.training;

/** The learning rate over a training: a linear warm-up, then a cosine down to a tenth. */
final class LearningRate {
  private LearningRate() {}

  /** Returns the rate of a step, counted from 1. */
  static double at(int step, double peak, int warmup, int steps) {
    if (step <= warmup) {
      return peak * step / warmup;
    }
    double done = (double) (step - warmup) / (steps - warmup);
    return peak * (0.1 + 0.9 * (1 + Math.cos(Math.PI * done)) / 2);
  }
}

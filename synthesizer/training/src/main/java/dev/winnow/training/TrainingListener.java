package dev.winnow.training;

/** Told of every optimizer step, on the training thread. */
@FunctionalInterface
public interface TrainingListener {
  /**
   * A step is done.
   *
   * @param step counted from 1
   * @param loss mean negative log-likelihood of the step's solution tokens, in nats
   * @param tokens tokens seen since training began
   */
  void onStep(int step, double loss, long tokens);
}

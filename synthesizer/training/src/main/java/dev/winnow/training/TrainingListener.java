package dev.winnow.training;

/** Receives every optimizer step, on the training thread. */
@FunctionalInterface
public interface TrainingListener {
  /**
   * Called after each step.
   *
   * @param step step number, counted from 1
   * @param loss mean negative log-likelihood of the step's solution tokens, in nats
   * @param tokens number of tokens since training began
   */
  void onStep(int step, double loss, long tokens);
}

package dev.winnow.training;

/** Receives what a tuning does, on its thread. */
public interface TuningListener extends TrainingListener {
  /**
   * Called once, before the first step.
   *
   * @param steps steps of all epochs
   * @param done steps that a checkpoint has already
   */
  void onStart(int steps, int done);

  /**
   * Called after each epoch with held-out prompts.
   *
   * @param epoch counted from 1
   * @param loss mean loss on the prompts held out, in the unit of the steps' loss
   */
  void onMeasured(int epoch, double loss);
}

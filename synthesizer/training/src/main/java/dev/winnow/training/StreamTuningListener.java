package dev.winnow.training;

/** Receives what a tuning that follows a stream does, on its thread. */
public interface StreamTuningListener extends TrainingListener {
  /**
   * Called at the start and after each step.
   *
   * @param rows rows taken so far, those before an interruption among them
   */
  void onRows(long rows);

  /**
   * Called at checkpoints before which rows of prompts held out have arrived.
   *
   * @param step step number
   * @param loss mean loss on them, in the unit of the steps' loss
   */
  void onMeasured(int step, double loss);
}

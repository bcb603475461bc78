package dev.winnow.ops.tuning;

import dev.winnow.training.TrainingListener;
import me.tongfei.progressbar.ProgressBar;

/** Shows a smoothed loss and the speed beside a bar. */
public final class LossBar implements TrainingListener {
  private static final double SMOOTHING = 0.98;
  private static final double NANOS = 1e9;

  private final ProgressBar bar;
  private final long start = System.nanoTime();
  private double smoothed;
  private boolean isStarted;
  private long before;
  private String further = "";

  public LossBar(ProgressBar bar) {
    this.bar = bar;
  }

  /** Shows this text after the loss. */
  void setFurther(String text) {
    further = text;
  }

  @Override
  public void onStep(int step, double loss, long tokens) {
    onLoss(step, loss, tokens);
    bar.stepTo(step);
  }

  /** Shows a step's loss beside a bar that counts something else. */
  void onLoss(int step, double loss, long tokens) {
    if (isStarted) {
      smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * loss;
    } else {
      // A training that goes on has tokens of an earlier process.
      isStarted = true;
      smoothed = loss;
      before = step == 1 ? 0 : tokens;
    }
    bar.setExtraMessage(
        "loss %.3f%s, %,.0f tokens/s"
            .formatted(
                smoothed, further, (tokens - before) / ((System.nanoTime() - start) / NANOS)));
  }
}

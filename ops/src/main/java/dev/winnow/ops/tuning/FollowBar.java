package dev.winnow.ops.tuning;

import dev.winnow.training.StreamTuningListener;
import me.tongfei.progressbar.ProgressBar;

/** Shows the rows of a training that follows a topic, its losses and the speed beside a bar. */
public final class FollowBar implements StreamTuningListener {
  private final ProgressBar bar;
  private final LossBar losses;

  public FollowBar(ProgressBar bar) {
    this.bar = bar;
    this.losses = new LossBar(bar);
  }

  @Override
  public void onRows(long rows) {
    bar.stepTo(rows);
  }

  @Override
  public void onStep(int step, double loss, long tokens) {
    losses.onLoss(step, loss, tokens);
  }

  @Override
  public void onMeasured(int step, double loss) {
    losses.setFurther(", held out %.3f".formatted(loss));
  }
}

package dev.winnow.ops.tuning;

import dev.winnow.training.TuningListener;
import me.tongfei.progressbar.ProgressBar;

/** Shows the losses of a tuning, those on the prompts held out too, and the speed beside a bar. */
public final class TuningBar implements TuningListener {
  private final ProgressBar bar;
  private final LossBar losses;

  public TuningBar(ProgressBar bar) {
    this.bar = bar;
    this.losses = new LossBar(bar);
  }

  @Override
  public void onStart(int steps, int done) {
    bar.maxHint(steps);
    bar.stepTo(done);
  }

  @Override
  public void onStep(int step, double loss, long tokens) {
    losses.onStep(step, loss, tokens);
  }

  @Override
  public void onMeasured(int epoch, double loss) {
    losses.setFurther(", held out %.3f".formatted(loss));
  }
}

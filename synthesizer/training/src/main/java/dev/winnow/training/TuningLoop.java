package dev.winnow.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The steps of a tuning, with its checkpoints. */
final class TuningLoop {
  private final TuningRun run;
  private final TuningConfig config;
  private final TuningSet set;
  private final Objective objective;
  private final Learner learner;
  private final TuningListener listener;
  private TuningProgress progress;
  private List<float[]> best;
  private long cells;
  private long filled;

  /**
   * @param checkpoint where the run was; empty at its start
   */
  TuningLoop(
      TuningRun run,
      TuningSet set,
      Objective objective,
      Learner learner,
      Optional<TuningCheckpoint> checkpoint,
      TuningListener listener) {
    this.run = run;
    this.config = run.config();
    this.set = set;
    this.objective = objective;
    this.learner = learner;
    this.progress = checkpoint.map(TuningCheckpoint::progress).orElse(TuningProgress.START);
    this.best = checkpoint.map(TuningCheckpoint::best).orElse(List.of());
    this.listener = listener;
  }

  /** The epoch of a step, and the steps of all epochs before it. */
  private record Plan(int[] before) {
    int steps() {
      return before[before.length - 1];
    }
  }

  /**
   * Takes the steps that are left; returns the weights to write.
   *
   * @throws InterruptedException if the thread is interrupted; the next run goes on at the last
   *     checkpoint
   */
  List<float[]> run() throws IOException, InterruptedException {
    Plan plan = plan();
    listener.onStart(plan.steps(), progress.step());
    learner.prepare(objective, set.epoch(1, config.seed()).getFirst());
    List<PackedBatch> measured = set.measured();
    for (int epoch = 1; epoch <= config.epochs() && progress.worse() < config.patience(); epoch++) {
      if (progress.step() < plan.before()[epoch]) {
        epoch(epoch, plan, measured);
      }
    }
    return best.isEmpty() ? learner.parameters().values() : best;
  }

  TuningProgress progress() {
    return progress;
  }

  double fill() {
    return cells == 0 ? 0 : (double) filled / cells;
  }

  private Plan plan() {
    int[] before = new int[config.epochs() + 1];
    for (int epoch = 1; epoch <= config.epochs(); epoch++) {
      before[epoch] = before[epoch - 1] + set.epoch(epoch, config.seed()).size();
    }
    return new Plan(before);
  }

  private void epoch(int epoch, Plan plan, List<PackedBatch> measured)
      throws IOException, InterruptedException {
    List<PackedBatch> batches = set.epoch(epoch, config.seed());
    int first = progress.step() - plan.before()[epoch - 1];
    for (PackedBatch batch : batches.subList(first, batches.size())) {
      step(batch, plan.steps());
      boolean isLast = progress.step() == plan.before()[epoch];
      if (progress.step() % config.checkpointSteps() == 0 && !isLast) {
        checkpoint();
      }
    }
    if (!measured.isEmpty()) {
      measure(epoch, measured);
    }
    checkpoint();
  }

  private void step(PackedBatch batch, int steps) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the training was interrupted at step " + progress.step());
    }
    int step = progress.step() + 1;
    int warmup = (int) (config.warmup() * steps);
    double rate = LearningRate.at(step, config.rate(), warmup, steps);
    double loss = learner.step(objective, batch, rate, step);
    int size = batch.rows() * batch.time();
    cells += size;
    filled += batch.filled();
    progress = progress.stepped(size);
    listener.onStep(step, loss, progress.tokens());
  }

  private void measure(int epoch, List<PackedBatch> measured) {
    double loss = learner.loss(objective, measured);
    progress = progress.measured(epoch, loss);
    if (progress.bestEpoch() == epoch) {
      best = learner.parameters().values();
    }
    listener.onMeasured(epoch, loss);
  }

  private void checkpoint() throws IOException {
    run.keep(progress, StreamPosition.START, learner.parameters(), best);
  }
}

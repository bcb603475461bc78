package dev.winnow.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The steps of a tuning, with its checkpoints. */
final class TuningLoop {
  private final TuningConfig config;
  private final TuningSet set;
  private final Objective objective;
  private final Optimizer optimizer;
  private final LossMeter meter;
  private final Path directory;
  private final String run;
  private final TuningListener listener;
  private TuningProgress progress;
  private List<float[]> best;
  private long cells;
  private long filled;

  /**
   * @param run what identifies the run
   * @param resumed where the run was, or its start
   * @param best the best weights so far; empty at the start
   */
  TuningLoop(
      TuningConfig config,
      TuningSet set,
      Objective objective,
      Optimizer optimizer,
      LossMeter meter,
      Path directory,
      String run,
      TuningProgress resumed,
      List<float[]> best,
      TuningListener listener) {
    this.config = config;
    this.set = set;
    this.objective = objective;
    this.optimizer = optimizer;
    this.meter = meter;
    this.directory = directory;
    this.run = run;
    this.progress = resumed;
    this.best = best;
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
    PackedBatch first = set.epoch(1, config.seed()).getFirst();
    optimizer.prepare(objective.method(), scope -> inputs(first, scope));
    List<PackedBatch> measured = set.measured();
    for (int epoch = 1; epoch <= config.epochs() && progress.worse() < config.patience(); epoch++) {
      if (progress.step() < plan.before()[epoch]) {
        epoch(epoch, plan, measured);
      }
    }
    return best.isEmpty() ? optimizer.parameters().values() : best;
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
    double loss = optimizer.step(objective.method(), scope -> inputs(batch, scope), rate, step);
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss of step %d is not finite; try a lower learning rate".formatted(step));
    }
    int size = batch.rows() * batch.time();
    cells += size;
    filled += batch.filled();
    progress = progress.stepped(size);
    listener.onStep(step, loss, progress.tokens());
  }

  private NDList inputs(PackedBatch batch, NDManager scope) {
    NDList inputs = objective.inputs(batch, scope);
    for (PtNDArray table : meter.rotations()) {
      inputs.add(table);
    }
    return inputs;
  }

  private void measure(int epoch, List<PackedBatch> measured) {
    double loss = meter.loss(objective, measured);
    progress = progress.measured(epoch, loss);
    if (progress.bestEpoch() == epoch) {
      best = optimizer.parameters().values();
    }
    listener.onMeasured(epoch, loss);
  }

  private void checkpoint() throws IOException {
    Parameters parameters = optimizer.parameters();
    new TuningCheckpoint(
            run,
            progress,
            StreamPosition.START,
            parameters.values(),
            Parameters.arrays(parameters.mean),
            Parameters.arrays(parameters.variance),
            best)
        .write(directory);
  }
}

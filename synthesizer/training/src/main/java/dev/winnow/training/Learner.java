package dev.winnow.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.LlamaProgram;
import java.util.List;
import java.util.Optional;

/** Learns from packed batches by an objective, and measures by it. Not thread-safe. */
final class Learner {
  private final Optimizer optimizer;
  private final LossMeter meter;

  private Learner(Optimizer optimizer, LossMeter meter) {
    this.optimizer = optimizer;
    this.meter = meter;
  }

  /** Returns one that learns these parameters, by AdamW. */
  static Learner of(LlamaProgram program, Parameters parameters, List<PtNDArray> rotations) {
    return new Learner(
        new Optimizer(program, parameters, UpdateRule.ADAMW, Tuner.WEIGHT_DECAY),
        new LossMeter(program, parameters, rotations));
  }

  /** Returns the parameters of a checkpoint; empty where there is none. */
  static Optional<Parameters> resumed(
      Optional<TuningCheckpoint> checkpoint, LlamaConfig shape, LlamaProgram program) {
    return checkpoint.map(
        from ->
            Parameters.resumed(
                shape, from.values(), from.means(), from.variances(), program.manager()));
  }

  /** Makes the first step like every other; see {@link Optimizer#prepare}. */
  void prepare(Objective objective, PackedBatch batch) {
    optimizer.prepare(objective.method(), scope -> inputs(objective, batch, scope));
  }

  /**
   * Takes a step and returns the loss before it.
   *
   * @param step number of the step, counted from 1
   * @throws IllegalStateException if the loss is not finite
   */
  double step(Objective objective, PackedBatch batch, double rate, int step) {
    double loss =
        optimizer.step(objective.method(), scope -> inputs(objective, batch, scope), rate, step);
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss of step %d is not finite; try a lower learning rate".formatted(step));
    }
    return loss;
  }

  private NDList inputs(Objective objective, PackedBatch batch, NDManager scope) {
    NDList inputs = objective.inputs(batch, scope);
    meter.rotations().forEach(inputs::add);
    return inputs;
  }

  /** Returns the mean loss over all batches. */
  double loss(Objective objective, List<PackedBatch> batches) {
    return meter.loss(objective, batches);
  }

  Parameters parameters() {
    return optimizer.parameters();
  }
}

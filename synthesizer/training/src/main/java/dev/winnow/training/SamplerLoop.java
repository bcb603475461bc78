package dev.winnow.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.LlamaConfig;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The steps of a sampler's training: cross-entropy of the solutions' tokens. */
record SamplerLoop(LlamaConfig shape, Optimizer optimizer, Batches batches) {
  /**
   * Takes steps.
   *
   * @param rate learning rate of each step, counted from 1
   * @throws InterruptedException if the thread is interrupted
   */
  void run(int steps, IntToDoubleFunction rate, TrainingListener listener)
      throws InterruptedException {
    List<PtNDArray> rotations =
        optimizer
            .program()
            .rotations(
                shape.rope(), shape.context(), shape.headDim(), optimizer.program().manager());
    long tokens = 0;
    for (int step = 1; step <= steps; step++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted at step " + step);
      }
      TrainingBatch batch = batches.next();
      double loss =
          optimizer.step(
              "loss", scope -> inputs(batch, rotations, scope), rate.applyAsDouble(step), step);
      tokens += (long) batch.rows() * batch.time();
      listener.onStep(step, loss, tokens);
    }
  }

  private static NDList inputs(TrainingBatch batch, List<PtNDArray> rotations, NDManager scope) {
    Shape shape = new Shape(batch.rows(), batch.time());
    return new NDList(
        scope.create(batch.ids(), shape),
        scope.create(batch.targets(), shape),
        rotations.get(0),
        rotations.get(1));
  }
}

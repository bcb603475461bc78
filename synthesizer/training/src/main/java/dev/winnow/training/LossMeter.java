package dev.winnow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.winnow.transformer.LlamaProgram;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs the program's losses without gradients. */
record LossMeter(LlamaProgram program, Parameters parameters, List<PtNDArray> rotations) {
  /** Returns the mean loss over all batches. */
  double loss(Objective objective, List<PackedBatch> batches) {
    double sum = 0;
    long parts = 0;
    for (PackedBatch batch : batches) {
      try (NDManager scope = program.manager().newSubManager()) {
        float[] loss = run(objective.method(), objective.inputs(batch, scope), scope);
        sum += (double) loss[0] * objective.parts(batch);
        parts += objective.parts(batch);
      }
    }
    return sum / parts;
  }

  /** Returns by example what the log-likelihoods of its two answers differ by. */
  Map<TuningUnit, Float> margins(List<PackedBatch> batches) {
    Map<TuningUnit, Float> margins = new IdentityHashMap<>();
    for (PackedBatch batch : batches) {
      float[] known = likelihoods(batch);
      for (int i = 0; i < batch.units().size(); i++) {
        margins.put(batch.units().get(i), known[2 * i] - known[2 * i + 1]);
      }
    }
    return margins;
  }

  /** Returns the log-likelihood of each answer of the batch, the end token included. */
  float[] likelihoods(PackedBatch batch) {
    try (NDManager scope = program.manager().newSubManager()) {
      NDList inputs = Objective.texts(batch, scope);
      inputs.add(scope.create(new float[batch.count() + 1]));
      return run("likelihoods", inputs, scope);
    }
  }

  private float[] run(String method, NDList inputs, NDManager scope) {
    List<IValue> arguments = new ArrayList<>();
    for (NDArray input : inputs) {
      arguments.add(IValue.from((PtNDArray) input));
    }
    rotations.forEach(table -> arguments.add(IValue.from(table)));
    arguments.add(LlamaProgram.list(parameters.weights));
    Function<IValue, float[]> read = result -> result.toTensor((PtNDManager) scope).toFloatArray();
    return program.run(method, read, arguments.toArray(IValue[]::new));
  }
}

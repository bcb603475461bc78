package dev.winnow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.training.GradientCollector;
import dev.winnow.transformer.LlamaProgram;
import java.util.List;
import java.util.function.Function;

/**
 * One optimizer step: a loss of the TorchScript program, its gradients, and an update with the
 * gradient norm clipped to 1.
 */
record Optimizer(LlamaProgram program, Parameters parameters, UpdateRule rule, double weightDecay) {
  private static final double CLIP = 1.0;

  /**
   * Takes a step and returns the loss before it.
   *
   * @param method name of the program's method; its last argument is the list of weights
   * @param inputs creates the arguments before the weights, in the manager that it is given
   * @param rate learning rate
   * @param step number of the step, counted from 1
   */
  double step(String method, Function<NDManager, NDList> inputs, double rate, int step) {
    double loss = backward(method, inputs);
    update(rate, step);
    return loss;
  }

  /**
   * Makes the gradients, all zero. libtorch keeps the tensors of the first backward pass, in their
   * memory layout, and adds to them later; after this, the first step adds as every other does. So
   * a step does not depend on how many were taken before it in this process.
   */
  void prepare(String method, Function<NDManager, NDList> inputs) {
    backward(method, inputs);
    try (NDManager scope = program.manager().newSubManager()) {
      for (PtNDArray gradient : parameters.gradients()) {
        gradient.attach(scope);
        gradient.muli(0);
      }
    }
  }

  private double backward(String name, Function<NDManager, NDList> inputs) {
    try (NDManager scope = program.manager().newSubManager();
        GradientCollector collector = ai.djl.engine.Engine.getInstance().newGradientCollector()) {
      NDList arguments = inputs.apply(scope);
      NDArray method = scope.create(0f);
      method.setName("module_method:" + name);
      arguments.add(method);
      for (PtNDArray weight : parameters.weights) {
        weight.setName("w[]");
        arguments.add(weight);
      }
      NDArray loss = IValueUtils.forward(program.block(), arguments, true).singletonOrThrow();
      collector.backward(loss);
      return loss.getFloat();
    }
  }

  private void update(double rate, int step) {
    try (NDManager scope = program.manager().newSubManager()) {
      List<PtNDArray> gradients = parameters.gradients();
      gradients.forEach(gradient -> gradient.attach(scope));
      program.run(
          rule.method(),
          scale -> scale.toTensor((PtNDManager) scope),
          LlamaProgram.list(parameters.learned),
          LlamaProgram.list(gradients),
          LlamaProgram.list(parameters.mean),
          LlamaProgram.list(parameters.variance),
          IValue.from(rate),
          IValue.from((long) step),
          IValue.from(weightDecay),
          IValue.from(CLIP));
    }
  }
}

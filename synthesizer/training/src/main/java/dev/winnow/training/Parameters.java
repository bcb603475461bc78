package dev.winnow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * The weights in training, with the optimizer's two moments. All arrays belong to the manager that
 * created them.
 */
final class Parameters {
  private static final double DEVIATION = 0.02;

  /** All weights in the program's order; a tied output head is the array of the embedding. */
  final List<PtNDArray> weights = new ArrayList<>();

  /** The trained weights, each once. */
  final List<PtNDArray> learned = new ArrayList<>();

  final List<PtNDArray> mean = new ArrayList<>();
  final List<PtNDArray> variance = new ArrayList<>();

  /**
   * Creates the arrays.
   *
   * @param isLearned tells by its place whether a weight learns; biases never do
   */
  private Parameters(
      List<Weight> layout, List<float[]> initial, IntPredicate isLearned, NDManager manager) {
    for (int i = 0; i < layout.size(); i++) {
      if (i == 2 && layout.get(2).equals(layout.get(0))) {
        weights.add(weights.getFirst());
      } else if (layout.get(i).optional()) {
        weights.add((PtNDArray) manager.create(new float[0], new Shape(0)));
      } else {
        add(layout.get(i), initial.get(i), isLearned.test(i), manager);
      }
    }
  }

  /** Returns a sampler's weights before any training. */
  static Parameters random(LlamaConfig config, long seed, NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Weight> layout = WeightLayout.of(config);
    List<float[]> initial = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      boolean learned = !layout.get(i).optional() && !(i == 2 && config.tied());
      initial.add(learned ? initial(layout.get(i), config, random) : new float[0]);
    }
    return new Parameters(layout, initial, i -> true, manager);
  }

  /**
   * Returns a sampler's weights as they were written.
   *
   * @throws dev.winnow.transformer.ModelLoadException if they cannot be read
   */
  static Parameters read(ModelDirectory sampler, NDManager manager) {
    LlamaConfig config = sampler.shape();
    SavedWeights saved = new SavedWeights(sampler);
    List<Weight> layout = WeightLayout.of(config);
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      values.add(i == 2 && config.tied() ? new float[0] : saved.read(layout.get(i)));
    }
    return new Parameters(layout, values, i -> true, manager);
  }

  /**
   * Returns a sampler's weights in the middle of a training.
   *
   * @param values in the program's order, empty for those that are absent
   * @param means the optimizer's moments of the learned weights, each once
   * @param variances likewise
   */
  static Parameters resumed(
      LlamaConfig config,
      List<float[]> values,
      List<float[]> means,
      List<float[]> variances,
      NDManager manager) {
    Parameters parameters = new Parameters(WeightLayout.of(config), values, i -> true, manager);
    for (int i = 0; i < parameters.learned.size(); i++) {
      Shape shape = parameters.learned.get(i).getShape();
      parameters.mean.set(i, aligned(means.get(i), shape, manager));
      parameters.variance.set(i, aligned(variances.get(i), shape, manager));
    }
    return parameters;
  }

  /** Returns the weights of a reward model, of which only the head learns. */
  static Parameters reward(InitialReward initial, NDManager manager) {
    return new Parameters(
        WeightLayout.ofReward(initial.config()), initial.values(), i -> i == 2, manager);
  }

  private void add(Weight weight, float[] initial, boolean learns, NDManager manager) {
    Shape shape = new Shape(weight.shape());
    PtNDArray array = aligned(initial, shape, manager);
    weights.add(array);
    if (learns) {
      array.setRequiresGradient(true);
      learned.add(array);
      mean.add((PtNDArray) manager.zeros(shape));
      variance.add((PtNDArray) manager.zeros(shape));
    }
  }

  /**
   * Adds the values to zeros in memory that libtorch allocates. An array that is created from
   * values lies where Java put them, and the last bit of a matrix product may depend on the
   * alignment.
   */
  private static PtNDArray aligned(float[] values, Shape shape, NDManager manager) {
    PtNDArray array = (PtNDArray) manager.zeros(shape);
    try (NDArray given = manager.create(values, shape)) {
      array.addi(given);
    }
    return array;
  }

  /**
   * Norms start at one; weights that write into the residual stream start smaller in deeper models.
   */
  static float[] initial(Weight weight, LlamaConfig config, SplittableRandom random) {
    float[] values = new float[weight.size()];
    if (weight.shape().length == 1) {
      Arrays.fill(values, 1);
      return values;
    }
    double deviation =
        isResidual(weight) ? DEVIATION / Math.sqrt(2.0 * config.layers()) : DEVIATION * 2;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  /** Returns whether the weight's product is added to the residual stream. */
  static boolean isResidual(Weight weight) {
    String name = weight.parts().getFirst().name();
    return name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
  }

  List<PtNDArray> gradients() {
    return learned.stream().map(array -> (PtNDArray) array.getGradient()).toList();
  }

  List<float[]> values() {
    return arrays(weights);
  }

  static List<float[]> arrays(List<PtNDArray> arrays) {
    return arrays.stream().map(NDArray::toFloatArray).toList();
  }
}

package dev.winnow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The weights in training, with the optimizer's two moments. All arrays belong to the manager that
 * created them.
 */
final class Parameters {
  private static final double DEVIATION = 0.02;

  /** In the program's order; a tied output head is the embedding's array itself. */
  final List<PtNDArray> weights = new ArrayList<>();

  /** The trained weights, each once. */
  final List<PtNDArray> learned = new ArrayList<>();

  final List<PtNDArray> mean = new ArrayList<>();
  final List<PtNDArray> variance = new ArrayList<>();

  Parameters(LlamaConfig config, long seed, NDManager manager) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Weight> layout = WeightLayout.of(config);
    for (int i = 0; i < layout.size(); i++) {
      if (i == 2 && config.tied()) {
        weights.add(weights.getFirst());
      } else if (layout.get(i).optional()) {
        weights.add((PtNDArray) manager.create(new float[0], new Shape(0)));
      } else {
        learn(layout.get(i), config, random, manager);
      }
    }
  }

  private void learn(
      Weight weight, LlamaConfig config, SplittableRandom random, NDManager manager) {
    Shape shape = new Shape(weight.shape());
    PtNDArray array = (PtNDArray) manager.create(initial(weight, config, random), shape);
    array.setRequiresGradient(true);
    weights.add(array);
    learned.add(array);
    mean.add((PtNDArray) manager.zeros(shape));
    variance.add((PtNDArray) manager.zeros(shape));
  }

  /**
   * Norms start at one; weights that write into the residual stream start smaller in deeper models.
   */
  private static float[] initial(Weight weight, LlamaConfig config, SplittableRandom random) {
    float[] values = new float[weight.size()];
    if (weight.shape().length == 1) {
      Arrays.fill(values, 1);
      return values;
    }
    String name = weight.parts().getFirst().name();
    boolean residual = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    double deviation = residual ? DEVIATION / Math.sqrt(2.0 * config.layers()) : DEVIATION * 2;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return values;
  }

  List<PtNDArray> gradients() {
    return learned.stream().map(array -> (PtNDArray) array.getGradient()).toList();
  }

  List<float[]> values() {
    return weights.stream().map(NDArray::toFloatArray).toList();
  }
}

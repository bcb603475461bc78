package dev.winnow.training;

import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.ModelLoadException;
import dev.winnow.transformer.SafeTensors;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A reward model before training: a sampler's body, further layers on top of it, and a head near
 * zero. A new layer adds nothing to the residual stream at first, because the two products that
 * write into it start at zero; so the body computes what the sampler's does.
 *
 * @param config shape of the reward model
 * @param values the weights in the program's order
 */
record InitialReward(LlamaConfig config, List<float[]> values) {
  /**
   * Reads a sampler's weights.
   *
   * @param layers number of layers to add
   * @throws ModelLoadException if the sampler's weights cannot be read or have a bias
   */
  static InitialReward of(ModelDirectory sampler, int layers, long seed) {
    LlamaConfig before = sampler.shape();
    LlamaConfig config = withLayers(before, before.layers() + layers);
    SafeTensors tensors = new SafeTensors(sampler.weights());
    SplittableRandom random = new SplittableRandom(seed);
    List<Weight> layout = WeightLayout.ofReward(config);
    int taken = WeightLayout.ofReward(before).size();
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      Weight weight = layout.get(i);
      if (weight.optional()) {
        requireAbsent(weight, tensors, sampler);
        values.add(new float[0]);
      } else if (i == 2 || i >= taken) {
        values.add(added(weight, config, random));
      } else {
        values.add(read(weight, tensors, sampler));
      }
    }
    return new InitialReward(config, values);
  }

  private static float[] added(Weight weight, LlamaConfig config, SplittableRandom random) {
    return Parameters.isResidual(weight)
        ? new float[weight.size()]
        : Parameters.initial(weight, config, random);
  }

  private static float[] read(Weight weight, SafeTensors tensors, ModelDirectory sampler) {
    return tensors
        .read(weight)
        .orElseThrow(
            () ->
                new ModelLoadException(
                    "%s: the weights lack tensor '%s' or a part beside it"
                        .formatted(sampler.name(), weight.parts().getFirst().name())));
  }

  private static void requireAbsent(Weight weight, SafeTensors tensors, ModelDirectory sampler) {
    if (tensors.read(weight).isPresent()) {
      throw new ModelLoadException(
          "%s: tensor '%s' is there, but models with a bias cannot be trained here"
              .formatted(sampler.name(), weight.parts().getFirst().name()));
    }
  }

  private static LlamaConfig withLayers(LlamaConfig config, int layers) {
    return new LlamaConfig(
        config.vocabulary(),
        config.hidden(),
        config.feedForward(),
        layers,
        config.heads(),
        config.kvHeads(),
        config.headDim(),
        config.context(),
        config.eps(),
        config.rope(),
        false);
  }
}

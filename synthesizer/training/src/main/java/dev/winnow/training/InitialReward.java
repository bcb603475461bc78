package dev.winnow.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.ModelDirectory;
import dev.winnow.transformer.WeightLayout;
import dev.winnow.transformer.WeightLayout.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A reward model before training: a sampler's body, and two layers on top of it that compare each
 * digit of a response with what the body expected, and keep the greatest surprise (see {@link
 * SurpriseLayers}). The residual stream is wider than the sampler's by a {@link Workspace}, which
 * the body does not touch: it computes what the sampler does.
 *
 * @param config shape of the reward model
 * @param values the weights in the program's order
 * @param taken number of the weights that belong to the sampler, but for the head, which is the
 *     third
 */
record InitialReward(LlamaConfig config, List<float[]> values, int taken) {
  private static final int ADDED_LAYERS = 2;

  /**
   * Reads a sampler's weights.
   *
   * @throws dev.winnow.transformer.ModelLoadException if the sampler's weights cannot be read or
   *     have a bias
   * @throws IllegalArgumentException if the sampler is too small or has no tokens for single digits
   */
  static InitialReward of(ModelDirectory sampler, HuggingFaceTokenizer tokenizer, long seed) {
    LlamaConfig before = sampler.shape();
    SurpriseLayers.requireRoom(sampler.name(), before);
    LlamaConfig config = wider(before);
    SavedWeights saved = new SavedWeights(sampler);
    SplittableRandom random = new SplittableRandom(seed);
    List<Weight> old = WeightLayout.ofReward(before);
    List<Weight> layout = WeightLayout.ofReward(config);
    List<float[]> values = new ArrayList<>();
    for (int i = 0; i < layout.size(); i++) {
      if (layout.get(i).optional()) {
        values.add(i < old.size() ? saved.read(layout.get(i)) : new float[0]);
      } else if (i == 2 || i >= old.size()) {
        values.add(added(layout.get(i), config, random));
      } else {
        values.add(widened(old.get(i), layout.get(i), saved.read(old.get(i)), before, config));
      }
    }
    new SurpriseLayers(config, before, values, old.size()).connect(DigitTokens.of(tokenizer));
    return new InitialReward(config, values, old.size());
  }

  /** What a new layer writes into the residual stream is zero at first. */
  private static float[] added(Weight weight, LlamaConfig config, SplittableRandom random) {
    return Parameters.isResidual(weight)
        ? new float[weight.size()]
        : Parameters.initial(weight, config, random);
  }

  /**
   * Makes room for the workspace. An RMS norm divides by the mean over all channels, of which the
   * new ones are next to zero within the body: its gain makes up for their number.
   */
  private static float[] widened(
      Weight old, Weight wide, float[] values, LlamaConfig before, LlamaConfig config) {
    long[] shape = old.shape();
    if (shape.length == 1) {
      float[] gains = new float[wide.size()];
      for (int i = 0; i < gains.length; i++) {
        gains[i] =
            i < values.length
                ? (float) (values[i] * Math.sqrt((double) before.hidden() / config.hidden()))
                : 1;
      }
      return gains;
    }
    long[] larger = wide.shape();
    return new Matrix((int) shape[0], (int) shape[1], values)
        .padded((int) larger[0], (int) larger[1])
        .values();
  }

  private static LlamaConfig wider(LlamaConfig config) {
    return new LlamaConfig(
        config.vocabulary(),
        config.hidden() + Workspace.WIDTH,
        config.feedForward(),
        config.layers() + ADDED_LAYERS,
        config.heads(),
        config.kvHeads(),
        config.headDim(),
        config.context(),
        config.eps(),
        config.rope(),
        false);
  }
}

package dev.winnow.transformer;

import java.util.ArrayList;
import java.util.List;

/**
 * Maps the tensors of a Hugging Face checkpoint to the weights of our program, in the program's
 * order. The parts of one weight are stored one after the other: queries, keys and values are one
 * matrix product, and so are gate and up.
 */
public final class WeightLayout {
  /** One tensor of the checkpoint. */
  public record Part(String name, int... shape) {
    /** Returns the number of elements. */
    public int size() {
      int size = 1;
      for (int dimension : shape) {
        size *= dimension;
      }
      return size;
    }

    private int rows() {
      return shape[0];
    }
  }

  /**
   * One weight of the program: its parts stacked along the first dimension.
   *
   * @param optional whether the checkpoint may lack it; the weight is then empty
   */
  public record Weight(List<Part> parts, boolean optional) {
    /**
     * Returns the shape of the whole: the rows of all parts, and the further dimensions of the
     * first.
     */
    public long[] shape() {
      int[] first = parts.getFirst().shape();
      long[] shape = new long[first.length];
      for (int i = 1; i < first.length; i++) {
        shape[i] = first[i];
      }
      shape[0] = parts.stream().mapToInt(Part::rows).sum();
      return shape;
    }

    /** Returns the number of elements of the whole. */
    public int size() {
      return parts.stream().mapToInt(Part::size).sum();
    }
  }

  private WeightLayout() {}

  /** Returns all weights of a sampler; with tied embeddings the third equals the first. */
  public static List<Weight> of(LlamaConfig config) {
    Weight embedding = embedding(config);
    return of(
        config,
        embedding,
        config.tied()
            ? embedding
            : weight(new Part("lm_head.weight", config.vocabulary(), config.hidden())));
  }

  /** Returns all weights of a reward model: the output head has one row. */
  public static List<Weight> ofReward(LlamaConfig config) {
    return of(config, embedding(config), weight(new Part("score.weight", 1, config.hidden())));
  }

  private static List<Weight> of(LlamaConfig config, Weight embedding, Weight head) {
    List<Weight> weights = new ArrayList<>();
    weights.add(embedding);
    weights.add(weight(new Part("model.norm.weight", config.hidden())));
    weights.add(head);
    for (int layer = 0; layer < config.layers(); layer++) {
      addLayer(weights, config, "model.layers." + layer + '.');
    }
    return List.copyOf(weights);
  }

  private static Weight embedding(LlamaConfig config) {
    return weight(new Part("model.embed_tokens.weight", config.vocabulary(), config.hidden()));
  }

  private static void addLayer(List<Weight> weights, LlamaConfig config, String prefix) {
    int hidden = config.hidden();
    int queries = config.heads() * config.headDim();
    int keys = config.kvHeads() * config.headDim();
    String attention = prefix + "self_attn.";
    String mlp = prefix + "mlp.";
    weights.add(weight(new Part(prefix + "input_layernorm.weight", hidden)));
    weights.add(
        weight(
            new Part(attention + "q_proj.weight", queries, hidden),
            new Part(attention + "k_proj.weight", keys, hidden),
            new Part(attention + "v_proj.weight", keys, hidden)));
    weights.add(
        new Weight(
            List.of(
                new Part(attention + "q_proj.bias", queries),
                new Part(attention + "k_proj.bias", keys),
                new Part(attention + "v_proj.bias", keys)),
            true));
    weights.add(weight(new Part(attention + "o_proj.weight", hidden, queries)));
    weights.add(weight(new Part(prefix + "post_attention_layernorm.weight", hidden)));
    weights.add(
        weight(
            new Part(mlp + "gate_proj.weight", config.feedForward(), hidden),
            new Part(mlp + "up_proj.weight", config.feedForward(), hidden)));
    weights.add(weight(new Part(mlp + "down_proj.weight", hidden, config.feedForward())));
  }

  private static Weight weight(Part... parts) {
    return new Weight(List.of(parts), false);
  }
}

package dev.winnow.transformer;

/**
 * The shape of a Llama-family model, as declared by its {@code config.json}.
 *
 * @param vocabulary number of token ids
 * @param hidden width of the residual stream
 * @param feedForward width of the gated feed-forward layer
 * @param layers number of transformer blocks
 * @param heads number of query heads
 * @param kvHeads number of key and value heads; divides {@code heads}
 * @param headDim width of a head, even
 * @param context maximum number of positions
 * @param eps epsilon of the RMS norms
 * @param rope rotary position embedding
 * @param tied whether the output head is the embedding
 */
public record LlamaConfig(
    int vocabulary,
    int hidden,
    int feedForward,
    int layers,
    int heads,
    int kvHeads,
    int headDim,
    int context,
    double eps,
    Rope rope,
    boolean tied) {

  public LlamaConfig {
    require(vocabulary > 0, "vocab_size", vocabulary);
    require(hidden > 0, "hidden_size", hidden);
    require(feedForward > 0, "intermediate_size", feedForward);
    require(layers > 0, "num_hidden_layers", layers);
    require(heads > 0, "num_attention_heads", heads);
    require(kvHeads > 0 && heads % kvHeads == 0, "num_key_value_heads", kvHeads);
    require(headDim > 0 && headDim % 2 == 0, "head_dim", headDim);
    require(context > 1, "max_position_embeddings", context);
  }

  private static void require(boolean holds, String key, int value) {
    if (!holds) {
      throw new IllegalArgumentException("%s: %d is not possible here".formatted(key, value));
    }
  }
}

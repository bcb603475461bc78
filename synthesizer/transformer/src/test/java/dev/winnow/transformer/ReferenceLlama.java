package dev.winnow.transformer;

import dev.winnow.transformer.testing.TinyModel;
import java.util.Arrays;

/**
 * The forward pass as the papers have it: one token at a time, one number at a time, in double
 * precision. Written from Touvron et al. (arXiv 2302.13971), Su et al. (arXiv 2104.09864) and the
 * frequency scaling of Llama 3.1, and not from the program that it is compared with.
 */
final class ReferenceLlama {
  private final TinyModel model;
  private final LlamaConfig config;

  ReferenceLlama(TinyModel model) {
    this.model = model;
    this.config = model.config();
  }

  /** Logits of every position. */
  double[][] logits(long[] tokens) {
    String head = config.tied() ? "model.embed_tokens" : "lm_head";
    return outputs(tokens, head, config.vocabulary());
  }

  /** A reward model's number at the last position. */
  double reward(long[] tokens) {
    return outputs(tokens, "score", 1)[tokens.length - 1][0];
  }

  private double[][] outputs(long[] tokens, String head, int width) {
    double[][] stream = new double[tokens.length][];
    for (int t = 0; t < tokens.length; t++) {
      stream[t] = row("model.embed_tokens.weight", (int) tokens[t]);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      String prefix = "model.layers." + layer + '.';
      attention(prefix, stream);
      feedForward(prefix, stream);
    }
    return Arrays.stream(stream)
        .map(x -> linear(head, norm("model.norm.weight", x), width))
        .toArray(double[][]::new);
  }

  private void attention(String prefix, double[][] stream) {
    int dim = config.headDim();
    int time = stream.length;
    double[][] queries = new double[time][];
    double[][] keys = new double[time][];
    double[][] values = new double[time][];
    for (int t = 0; t < time; t++) {
      double[] x = norm(prefix + "input_layernorm.weight", stream[t]);
      queries[t] = rotated(linear(prefix + "self_attn.q_proj", x, config.heads() * dim), t);
      keys[t] = rotated(linear(prefix + "self_attn.k_proj", x, config.kvHeads() * dim), t);
      values[t] = linear(prefix + "self_attn.v_proj", x, config.kvHeads() * dim);
    }
    for (int t = 0; t < time; t++) {
      double[] attended = new double[config.heads() * dim];
      for (int head = 0; head < config.heads(); head++) {
        attend(head, t, queries[t], keys, values, attended);
      }
      add(stream[t], linear(prefix + "self_attn.o_proj", attended, config.hidden()));
    }
  }

  /** One query head over all positions up to its own. */
  private void attend(
      int head, int t, double[] query, double[][] keys, double[][] values, double[] attended) {
    int dim = config.headDim();
    int kvHead = head / (config.heads() / config.kvHeads());
    double[] weights = new double[t + 1];
    for (int s = 0; s <= t; s++) {
      for (int i = 0; i < dim; i++) {
        weights[s] += query[head * dim + i] * keys[s][kvHead * dim + i] / Math.sqrt(dim);
      }
    }
    softmax(weights);
    for (int s = 0; s <= t; s++) {
      for (int i = 0; i < dim; i++) {
        attended[head * dim + i] += weights[s] * values[s][kvHead * dim + i];
      }
    }
  }

  private void feedForward(String prefix, double[][] stream) {
    for (double[] x : stream) {
      double[] normed = norm(prefix + "post_attention_layernorm.weight", x);
      double[] gate = linear(prefix + "mlp.gate_proj", normed, config.feedForward());
      double[] up = linear(prefix + "mlp.up_proj", normed, config.feedForward());
      for (int i = 0; i < gate.length; i++) {
        gate[i] = gate[i] / (1 + Math.exp(-gate[i])) * up[i];
      }
      add(x, linear(prefix + "mlp.down_proj", gate, config.hidden()));
    }
  }

  /** Every head's pairs (i, i + dim/2) turned by the position's angle. */
  private double[] rotated(double[] x, int position) {
    int dim = config.headDim();
    int half = dim / 2;
    double[] turned = new double[x.length];
    for (int at = 0; at < x.length; at += dim) {
      for (int i = 0; i < half; i++) {
        double angle = position * frequency(i);
        double a = x[at + i];
        double b = x[at + i + half];
        turned[at + i] = a * Math.cos(angle) - b * Math.sin(angle);
        turned[at + i + half] = b * Math.cos(angle) + a * Math.sin(angle);
      }
    }
    return turned;
  }

  private double frequency(int pair) {
    double plain = 1 / Math.pow(config.rope().theta(), 2.0 * pair / config.headDim());
    if (config.rope().scaling().isEmpty()) {
      return plain;
    }
    Rope.Scaling scaling = config.rope().scaling().get();
    double turns = scaling.originalContext() * plain / (2 * Math.PI);
    double share =
        (turns - scaling.lowFrequencyFactor())
            / (scaling.highFrequencyFactor() - scaling.lowFrequencyFactor());
    double kept = Math.clamp(share, 0, 1);
    return kept * plain + (1 - kept) * plain / scaling.factor();
  }

  private double[] norm(String name, double[] x) {
    float[] weight = model.values(name);
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double[] normed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normed[i] = x[i] / Math.sqrt(squares / x.length + config.eps()) * weight[i];
    }
    return normed;
  }

  private double[] linear(String name, double[] x, int outputs) {
    float[] weight = model.values(name + ".weight");
    float[] bias =
        model.weights().containsKey(name + ".bias")
            ? model.values(name + ".bias")
            : new float[outputs];
    double[] y = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      y[o] = bias[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  private double[] row(String name, int row) {
    float[] table = model.values(name);
    double[] values = new double[config.hidden()];
    for (int i = 0; i < values.length; i++) {
      values[i] = table[row * values.length + i];
    }
    return values;
  }

  private static void add(double[] to, double[] what) {
    for (int i = 0; i < to.length; i++) {
      to[i] += what[i];
    }
  }

  private static void softmax(double[] x) {
    double most = Arrays.stream(x).max().orElseThrow();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.exp(x[i] - most);
      sum += x[i];
    }
    for (int i = 0; i < x.length; i++) {
      x[i] /= sum;
    }
  }
}

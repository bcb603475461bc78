package dev.winnow.training;

import dev.winnow.transformer.LlamaConfig;
import java.util.Arrays;
import java.util.List;

/**
 * Connects the two added layers of a reward model so that it ranks responses as the sampler's own
 * likelihood does, before any response was compared.
 *
 * <ol>
 *   <li>The embedding says in the workspace which tokens are digits, ends of lines, or begin a
 *       text.
 *   <li>In the first added layer a head attends to the token before, and brings the sampler's
 *       logits of the ten digits from there. Another attends to an end of a line if there was one,
 *       which is so within the response only.
 *   <li>Its feed-forward part sums, where the token is a digit within the response, by how much the
 *       logit of every other digit exceeds that of this one: the surprise.
 *   <li>In the second added layer a head attends to the token with the greatest surprise. The
 *       model's head reads it: what training has to find is how much a surprise counts.
 * </ol>
 *
 * <p>An attention score is proportional to the sizes of both normed tokens, which vary. So the head
 * that attends to the token before has a positive score there and negative scores elsewhere, which
 * no size turns around.
 */
final class SurpriseLayers {
  /** The constant of the workspace: small, so that it changes no norm of the body. */
  private static final double SMALL = 0.03;

  /** Attention scores differ by about this much where a head must choose one token. */
  private static final double SHARP = 20;

  /** About the RMS of the residual stream after the sampler's last layer. */
  private static final double SIZE = 12;

  /** Part of the logits that is brought along: little beside the rest of the stream. */
  private static final double LOGITS = 0.1;

  /** Steepness of the comparison of two logits. */
  private static final double STEEP = 4;

  private static final int COMPARISONS = Workspace.DIGITS * (Workspace.DIGITS - 1);

  private final LlamaConfig config;
  private final LlamaConfig sampler;
  private final List<float[]> values;
  private final int taken;
  private final Workspace space;

  /**
   * Works on these weights.
   *
   * @param values all weights in the program's order; changed
   * @param taken number of weights before the first added layer's
   */
  SurpriseLayers(LlamaConfig config, LlamaConfig sampler, List<float[]> values, int taken) {
    this.config = config;
    this.sampler = sampler;
    this.values = values;
    this.taken = taken;
    this.space = new Workspace(sampler.hidden());
  }

  /**
   * Checks that a sampler's layers have room for the connections.
   *
   * @throws IllegalArgumentException if they have not
   */
  static void requireRoom(String name, LlamaConfig sampler) {
    if (sampler.kvHeads() < 2
        || sampler.headDim() < Workspace.DIGITS
        || sampler.feedForward() < COMPARISONS) {
      throw new IllegalArgumentException(
          "%s: a reward model needs a sampler with at least 2 key and value heads of %d dimensions and a feed-forward width of %d, not %d of %d and %d"
              .formatted(
                  name,
                  Workspace.DIGITS,
                  COMPARISONS,
                  sampler.kvHeads(),
                  sampler.headDim(),
                  sampler.feedForward()));
    }
  }

  /** Makes all connections. */
  void connect(DigitTokens tokens) {
    embed(tokens);
    bringExpectations(tokens);
    compare();
    keepGreatest();
  }

  private void embed(DigitTokens tokens) {
    Matrix embedding = matrix(0, config.vocabulary());
    for (int token = 0; token < config.vocabulary(); token++) {
      embedding.set(token, space.one(), SMALL);
    }
    embedding.set(tokens.begin(), space.begin(), SMALL);
    embedding.set(tokens.line(), space.line(), SMALL);
    for (int digit = 0; digit < Workspace.DIGITS; digit++) {
      embedding.set(tokens.digits()[digit], space.digit(digit), SMALL);
    }
  }

  private void bringExpectations(DigitTokens tokens) {
    // The sampler's final norm stands before its output head, which is its embedding.
    System.arraycopy(values.get(1), 0, weight(0, 0), 0, sampler.hidden());
    Matrix embedding = matrix(0, config.vocabulary());
    Matrix qkv = matrix(taken + 1, heads(config.heads() + 2 * config.kvHeads()));
    Matrix out = matrix(taken + 3, config.hidden());
    int queries = 0;
    int keys = heads(config.heads());
    int values0 = heads(config.heads() + config.kvHeads());
    qkv.clearRows(queries, queries + heads(1));
    qkv.clearRows(keys, keys + heads(1));
    qkv.clearRows(values0, values0 + heads(1));
    attendToTheTokenBefore(qkv, queries, keys);
    for (int digit = 0; digit < Workspace.DIGITS; digit++) {
      for (int i = 0; i < sampler.hidden(); i++) {
        qkv.set(values0 + digit, i, embedding.get(tokens.digits()[digit], i));
      }
      out.set(space.expected(digit), digit, LOGITS);
    }
    attendToAnEndOfLine(qkv, out);
  }

  /** The score is the sum of cosines of the distance less one, and less a constant. */
  private void attendToTheTokenBefore(Matrix qkv, int queries, int keys) {
    double[] parts = {3, 1, 1, 1};
    double below = 5.2;
    int half = config.headDim() / 2;
    double scale = perScore(SHARP);
    for (int pair = 0; pair < parts.length; pair++) {
      double angle = frequency(pair);
      qkv.set(queries + pair, space.one(), scale);
      qkv.set(keys + pair, space.one(), scale * parts[pair] * Math.cos(angle));
      qkv.set(keys + half + pair, space.one(), scale * parts[pair] * Math.sin(angle));
    }
    // The slowest pair hardly turns within the context: a constant.
    qkv.set(queries + half - 1, space.one(), scale);
    qkv.set(keys + half - 1, space.one(), -scale * below);
  }

  /**
   * Makes a head attend to the latest end of line. Where there is none before, the head attends to
   * the token that begins the text.
   */
  private void attendToAnEndOfLine(Matrix qkv, Matrix out) {
    int group = config.heads() / config.kvHeads();
    int queries = heads(group);
    int keys = heads(config.heads() + 1);
    int seen = heads(config.heads() + config.kvHeads() + 1);
    qkv.clearRows(queries, queries + heads(1));
    qkv.clearRows(keys, keys + heads(1));
    qkv.clearRows(seen, seen + heads(1));
    int constant = config.headDim() / 2 - 1;
    double scale = perScore(SHARP);
    qkv.set(queries + constant, space.one(), scale);
    qkv.set(keys + constant, space.begin(), scale);
    qkv.set(keys + constant, space.line(), scale * 4);
    qkv.set(seen, space.line(), SIZE / SMALL);
    out.set(space.inside(), heads(group), 1);
  }

  private void compare() {
    int width = config.feedForward();
    Matrix gateUp = matrix(taken + 5, 2 * width);
    Matrix down = matrix(taken + 6, config.hidden());
    double steep = STEEP * SIZE / LOGITS;
    int neuron = 0;
    for (int own = 0; own < Workspace.DIGITS; own++) {
      for (int other = 0; other < Workspace.DIGITS; other++) {
        if (own != other) {
          gateUp.clearRows(neuron, neuron + 1);
          gateUp.clearRows(width + neuron, width + neuron + 1);
          gateUp.set(neuron, space.expected(other), steep);
          gateUp.set(neuron, space.expected(own), -steep);
          // The gate is far below zero, unless the token is this digit: then both terms cancel.
          gateUp.set(neuron, space.digit(own), steep * 100);
          gateUp.set(neuron, space.one(), -steep * 100);
          gateUp.set(width + neuron, space.inside(), SIZE);
          down.set(space.surprise(), neuron, 1 / STEEP);
          neuron++;
        }
      }
    }
  }

  private void keepGreatest() {
    Matrix qkv = matrix(taken + 8, heads(config.heads() + 2 * config.kvHeads()));
    Matrix out = matrix(taken + 10, config.hidden());
    int keys = heads(config.heads());
    int seen = heads(config.heads() + config.kvHeads());
    qkv.clearRows(0, heads(1));
    qkv.clearRows(keys, keys + heads(1));
    qkv.clearRows(seen, seen + heads(1));
    int constant = config.headDim() / 2 - 1;
    qkv.set(constant, space.one(), SIZE / SMALL);
    qkv.set(keys + constant, space.surprise(), SHARP * SIZE);
    qkv.set(seen, space.surprise(), 1);
    out.set(space.greatest(), 0, 1);
    // The head sees the greatest surprise and nothing else.
    float[] gains = values.get(1);
    Arrays.fill(gains, 0);
    gains[space.greatest()] = (float) SIZE;
    Matrix head = matrix(2, 1);
    head.clearRows(0, 1);
    head.set(0, space.greatest(), -1);
  }

  /** Returns a weight from the constant that, as query and as key, gives this score. */
  private double perScore(double score) {
    return SIZE / SMALL * Math.sqrt(score * Math.sqrt(config.headDim()));
  }

  private double frequency(int pair) {
    return Math.pow(config.rope().theta(), -2.0 * pair / config.headDim());
  }

  private int heads(int number) {
    return number * config.headDim();
  }

  private float[] weight(int layer, int place) {
    return values.get(taken + 7 * layer + place);
  }

  private Matrix matrix(int index, int rows) {
    float[] weight = values.get(index);
    return new Matrix(rows, weight.length / rows, weight);
  }
}

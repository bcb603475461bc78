package dev.winnow.training;

import dev.winnow.training.problem.Family;
import dev.winnow.transformer.LlamaConfig;
import dev.winnow.transformer.Rope;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Configuration of a training. The same configuration on the same machine gives the same bytes.
 *
 * @param seed seed of the weights, the problems and their order
 * @param steps optimizer steps, at least 1
 * @param batch problems in one step, at least 1
 * @param rate peak learning rate, reached after the warm-up and then lowered to a tenth along a
 *     cosine
 * @param warmup steps over which the rate grows, fewer than {@code steps}
 * @param vocabulary number of tokens, at least 260
 * @param hidden width of the model, a multiple of {@code 2 * heads}
 * @param layers transformer blocks
 * @param heads attention heads; there are half as many key and value heads
 * @param mixture proportions of the families in the training problems
 */
public record TrainingConfig(
    long seed,
    int steps,
    int batch,
    double rate,
    int warmup,
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    Map<Family, Integer> mixture) {

  /** Maximum number of positions of a trained model. */
  public static final int CONTEXT = 256;

  private static final int SPECIALS_AND_BYTES = 260;

  /** The configuration of the shipped model. */
  public static final TrainingConfig DEFAULT =
      new TrainingConfig(
          17,
          4_000,
          64,
          3e-3,
          200,
          512,
          128,
          4,
          4,
          Map.of(
              Family.ADD, 2,
              Family.ADD_SUBTRACT, 4,
              Family.TIMES, 4,
              Family.SHOP, 6,
              Family.CHAIN, 6,
              Family.BIG_TIMES, 4));

  public TrainingConfig {
    require(steps >= 1, "steps: want at least 1, not " + steps);
    require(batch >= 1, "batch: want at least 1, not " + batch);
    require(rate > 0 && rate < 1, "rate: want above 0 and below 1, not " + rate);
    require(warmup >= 0 && warmup < steps, "warmup: want 0 to steps - 1, not " + warmup);
    require(vocabulary >= SPECIALS_AND_BYTES, "vocabulary: want at least 260, not " + vocabulary);
    require(heads >= 2 && heads % 2 == 0, "heads: want an even number, not " + heads);
    require(hidden % (2 * heads) == 0, "hidden: want a multiple of twice the heads, not " + hidden);
    require(!mixture.isEmpty(), "mixture: want at least one family");
    mixture = new EnumMap<>(mixture);
  }

  /** Returns the same configuration with another number of steps. */
  public TrainingConfig withSteps(int other) {
    return new TrainingConfig(
        seed,
        other,
        batch,
        rate,
        Math.min(warmup, other - 1),
        vocabulary,
        hidden,
        layers,
        heads,
        mixture);
  }

  /** Returns the same configuration with another seed. */
  public TrainingConfig withSeed(long other) {
    return new TrainingConfig(
        other, steps, batch, rate, warmup, vocabulary, hidden, layers, heads, mixture);
  }

  LlamaConfig model() {
    int feedForward = hidden * 8 / 3 / 16 * 16;
    return new LlamaConfig(
        vocabulary,
        hidden,
        feedForward,
        layers,
        heads,
        heads / 2,
        hidden / heads,
        CONTEXT,
        1e-5,
        new Rope(10_000, Optional.empty()),
        true);
  }

  /** Returns the learning rate of a step, counted from 1. */
  double rateAt(int step) {
    return LearningRate.at(step, rate, warmup, steps);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

package dev.winnow.training;

import dev.winnow.training.problem.Family;
import java.util.EnumMap;
import java.util.Map;

/**
 * Configuration of the further training of a sampler. The same configuration and model on the same
 * machine give the same bytes.
 *
 * @param seed seed of the problems: another one than the model was trained with
 * @param steps optimizer steps, at least 1
 * @param batch problems of one step, at least 1
 * @param rate peak learning rate, reached after the warm-up and then lowered to a tenth along a
 *     cosine
 * @param warmup steps over which the rate grows, fewer than {@code steps}
 * @param mixture proportions of the families in the training problems
 */
public record FurtherTrainingConfig(
    long seed, int steps, int batch, double rate, int warmup, Map<Family, Integer> mixture) {
  /** The configuration of the body of the shipped reward model. */
  public static final FurtherTrainingConfig DEFAULT =
      new FurtherTrainingConfig(
          18,
          2_000,
          20,
          1e-3,
          100,
          Map.of(
              Family.ADD, 1,
              Family.ADD_SUBTRACT, 5,
              Family.TIMES, 2,
              Family.SHOP, 6,
              Family.CHAIN, 6,
              Family.BIG_TIMES, 2));

  public FurtherTrainingConfig {
    require(steps >= 1, "steps: want at least 1, not " + steps);
    require(batch >= 1, "batch: want at least 1, not " + batch);
    require(rate > 0 && rate < 1, "rate: want above 0 and below 1, not " + rate);
    require(warmup >= 0 && warmup < steps, "warmup: want 0 to steps - 1, not " + warmup);
    require(!mixture.isEmpty(), "mixture: want at least one family");
    mixture = new EnumMap<>(mixture);
  }

  /** Returns the same configuration with another number of steps. */
  public FurtherTrainingConfig withSteps(int other) {
    return new FurtherTrainingConfig(
        seed, other, batch, rate, Math.max(0, Math.min(warmup, other - 1)), mixture);
  }

  /** Returns the same configuration with another seed. */
  public FurtherTrainingConfig withSeed(long other) {
    return new FurtherTrainingConfig(other, steps, batch, rate, warmup, mixture);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

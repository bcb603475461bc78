package dev.winnow.training;

/**
 * Configuration of a reward model's training. The same configuration and examples on the same
 * machine give the same bytes.
 *
 * @param seed seed of the new weights and of the order of the examples
 * @param steps optimizer steps, at least 1
 * @param prompts prompts with both kinds of responses in one step, at least 1
 * @param rate peak learning rate
 * @param warmup steps over which the rate grows, fewer than {@code steps}
 */
public record RewardTrainingConfig(long seed, int steps, int prompts, double rate, int warmup) {
  /** The default configuration. */
  public static final RewardTrainingConfig DEFAULT =
      new RewardTrainingConfig(17, 150, 24, 2e-2, 20);

  public RewardTrainingConfig {
    require(steps >= 1, "steps: want at least 1, not " + steps);
    require(prompts >= 1, "prompts: want at least 1, not " + prompts);
    require(rate > 0 && rate < 1, "rate: want above 0 and below 1, not " + rate);
    require(warmup >= 0 && warmup < steps, "warmup: want 0 to steps - 1, not " + warmup);
  }

  /** Returns the same configuration with another number of steps. */
  public RewardTrainingConfig withSteps(int other) {
    return new RewardTrainingConfig(
        seed, other, prompts, rate, Math.max(0, Math.min(warmup, other - 1)));
  }

  /** Returns the same configuration with another seed. */
  public RewardTrainingConfig withSeed(long other) {
    return new RewardTrainingConfig(other, steps, prompts, rate, warmup);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

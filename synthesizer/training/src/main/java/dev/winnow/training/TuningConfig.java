package dev.winnow.training;

/**
 * Configuration of a tuning. The same configuration, model and examples give the same bytes on the
 * same machine, whether or not the tuning was interrupted.
 *
 * @param seed decides the order of the examples
 * @param epochs passes over the examples, at least 1
 * @param batchTokens tokens of one step, padding included; at least one row of the model's context
 *     is used
 * @param rate peak learning rate, reached after the warm-up and then lowered to a tenth along a
 *     cosine
 * @param warmup share of the steps over which the rate grows, from 0 to below 1
 * @param heldOut share of the prompts that are not learned from but measured after each epoch, from
 *     0 to 0.5
 * @param patience the tuning stops after this many epochs without a lower loss on the prompts held
 *     out, at least 1
 * @param checkpointSteps steps between two checkpoints, at least 1
 * @param beta how strongly preferences count against staying near the model at the start (DPO,
 *     Rafailov et al., arXiv 2305.18290, equation 7); above 0
 * @param nll weight of the preferred answer's own loss for each token (RPO, Pang et al., arXiv
 *     2404.19733, equation 1); 0 for plain DPO
 */
public record TuningConfig(
    long seed,
    int epochs,
    int batchTokens,
    double rate,
    double warmup,
    double heldOut,
    int patience,
    int checkpointSteps,
    double beta,
    double nll) {
  /** Defaults for a model of the size of the shipped one. */
  public static final TuningConfig DEFAULT =
      new TuningConfig(1, 3, 4096, 3e-4, 0.05, 0.05, 1, 100, 0.1, 0);

  public TuningConfig {
    require(epochs >= 1, "epochs: want at least 1, not " + epochs);
    require(batchTokens >= 1, "batch tokens: want at least 1, not " + batchTokens);
    require(rate > 0 && rate < 1, "rate: want above 0 and below 1, not " + rate);
    require(warmup >= 0 && warmup < 1, "warmup: want 0 to below 1, not " + warmup);
    require(heldOut >= 0 && heldOut <= 0.5, "held out: want 0 to 0.5, not " + heldOut);
    require(patience >= 1, "patience: want at least 1, not " + patience);
    require(checkpointSteps >= 1, "checkpoint steps: want at least 1, not " + checkpointSteps);
    require(beta > 0 && Double.isFinite(beta), "beta: want above 0, not " + beta);
    require(nll >= 0 && Double.isFinite(nll), "nll: want at least 0, not " + nll);
  }

  /** Returns the same configuration with another distance of checkpoints. */
  public TuningConfig withCheckpointSteps(int steps) {
    return new TuningConfig(
        seed, epochs, batchTokens, rate, warmup, heldOut, patience, steps, beta, nll);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}

package dev.winnow.transformer;

import dev.winnow.transformer.RewardBatch.Separate;

/**
 * One padded batch of texts that are tokens already, and a forward pass over it that saves nothing:
 * what {@link RewardModel#score} is compared with. Valid until its model is closed.
 */
public final class PlainPass {
  private final RewardForward forward;
  private final Separate batch;
  private final long tokens;

  /**
   * @param batch the texts, numbered from 0
   * @param tokens number of tokens of all texts, without padding
   */
  PlainPass(RewardForward forward, Separate batch, long tokens) {
    this.forward = forward;
    this.batch = batch;
    this.tokens = tokens;
  }

  /** Returns the number of tokens of all texts, without padding. */
  public long tokens() {
    return tokens;
  }

  /** Returns the logits of the texts, in their order. */
  public double[] run() {
    double[] logits = new double[batch.texts().size()];
    forward.score(batch, (index, logit) -> logits[index] = logit);
    return logits;
  }
}

package dev.winnow.worker.engine.openai;

/**
 * Tokens of answers that were thrown away, until candidates are charged with them. What a server
 * counted is charged whole; of estimates no candidate is charged more than it may cost.
 *
 * <p>Not thread-safe.
 */
final class Waste {
  private final int maxTokens;
  private long counted;
  private long estimated;

  /**
   * What one candidate is charged with, its own tokens included.
   *
   * @param isEstimated whether any part of it is an estimate
   */
  record Charge(long tokens, boolean isEstimated) {}

  /**
   * @param maxTokens most tokens that were ordered for one candidate
   */
  Waste(int maxTokens) {
    this.maxTokens = maxTokens;
  }

  void add(long tokens, boolean isEstimated) {
    if (isEstimated) {
      estimated += tokens;
    } else {
      counted += tokens;
    }
  }

  /**
   * Charges the next candidate with an equal share.
   *
   * @param own tokens of its response
   * @param left how many candidates are still to be charged, this one included; at least 1
   */
  Charge charge(long own, boolean ownIsEstimated, int left) {
    long share = share(counted, left);
    counted -= share;
    long estimate = share(estimated, left);
    estimated -= estimate;
    long room = Math.max(0, maxTokens - own - share);
    return new Charge(own + share + Math.min(room, estimate), ownIsEstimated || estimate > 0);
  }

  private static long share(long all, int left) {
    return (all + left - 1) / left;
  }
}

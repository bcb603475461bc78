package dev.winnow.worker.engine.openai;

/**
 * Tokens of discarded answers that are not yet charged to a candidate. A number counted by the
 * server is charged in full; estimates never raise a candidate above its maximum.
 *
 * <p>Not thread-safe.
 */
final class Waste {
  private final int maxTokens;
  private long counted;
  private long estimated;

  /**
   * The tokens charged to one candidate, including its own.
   *
   * @param isEstimated whether any part is an estimate
   */
  record Charge(long tokens, boolean isEstimated) {}

  /**
   * @param maxTokens maximum number of tokens ordered for one candidate
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
   * @param left number of candidates not yet charged, including this one; at least 1
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

package dev.winnow.scorer;

import java.time.Duration;

/**
 * How much is scored at once.
 *
 * @param requests maximum number of requests in a batch, at least 1
 * @param tokens maximum number of estimated tokens in a batch; a request that exceeds it alone is a
 *     batch of its own. At least 1
 * @param maxWait how long a request may wait for others before a batch that is not full is scored;
 *     zero to score at once
 */
public record BatchLimits(int requests, long tokens, Duration maxWait) {
  /** Each request by itself, at once. */
  public static final BatchLimits SINGLE = new BatchLimits(1, Long.MAX_VALUE, Duration.ZERO);

  public BatchLimits {
    if (requests < 1 || tokens < 1 || maxWait.isNegative()) {
      throw new IllegalArgumentException(
          "batch limits: %d requests, %d tokens, %s; want at least 1, 1 and 0 s"
              .formatted(requests, tokens, maxWait));
    }
  }
}

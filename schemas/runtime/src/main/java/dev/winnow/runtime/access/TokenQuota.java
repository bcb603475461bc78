package dev.winnow.runtime.access;

/**
 * How much one token may send to one server.
 *
 * @param requestsPerSecond mean number of requests in a second, above 0; a burst may have as many
 *     as one second permits, and at least one. Infinite for no limit
 * @param bytesPerSecond mean size of bodies in a second, above 0. A body may be larger: then the
 *     token must wait until the mean is kept again. Infinite for no limit
 */
public record TokenQuota(double requestsPerSecond, double bytesPerSecond) {
  /** No limit. */
  public static final TokenQuota NONE =
      new TokenQuota(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public TokenQuota {
    requirePositive("requests per second", requestsPerSecond);
    requirePositive("bytes per second", bytesPerSecond);
  }

  private static void requirePositive(String what, double value) {
    // Written so that NaN is refused as well.
    if (!(value > 0)) {
      throw new IllegalArgumentException("%s: %s, want more than 0".formatted(what, value));
    }
  }
}

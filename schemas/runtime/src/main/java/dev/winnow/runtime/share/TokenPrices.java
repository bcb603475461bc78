package dev.winnow.runtime.share;

/**
 * What tokens of a worker's model cost, in any currency.
 *
 * @param input price of a million tokens that the model reads, at least 0
 * @param output price of a million tokens that it generates, at least 0
 */
public record TokenPrices(double input, double output) {
  private static final double TOKENS = 1e6;

  public TokenPrices {
    require("input price", input);
    require("output price", output);
  }

  double of(long inputTokens, long outputTokens) {
    return (input * inputTokens + output * outputTokens) / TOKENS;
  }

  private static void require(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s: %s, want at least 0".formatted(key, value));
    }
  }
}

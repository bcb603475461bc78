package dev.winnow.ops.cli.option;

import dev.winnow.runtime.share.TokenPrices;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the tokens of a worker's model cost, for its metrics. */
public final class PriceOptions {
  @Option(
      names = "--input-price",
      paramLabel = "PRICE",
      description =
          "Price of a million input tokens, in any currency, for the metric winnow_cost_total.")
  private @Nullable Double input;

  @Option(
      names = "--output-price",
      paramLabel = "PRICE",
      description = "Price of a million output tokens, in the same currency.")
  private @Nullable Double output;

  /** Returns the prices; empty if none is given. */
  public Optional<TokenPrices> prices() {
    return input == null && output == null
        ? Optional.empty()
        : Optional.of(new TokenPrices(input == null ? 0 : input, output == null ? 0 : output));
  }
}

package dev.winnow.ops.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one arm of an experiment gave with one seed.
 *
 * @param seed decided everything that was random
 * @param arm name of the arm
 * @param candidates candidates that were sampled for the arm's data; null if unknown
 * @param rows rows that were learned from; null if unknown
 * @param steps optimizer steps; null if unknown
 * @param passRates mean pass rate of the measured prompts of each family, 0 to 1; a family without
 *     a judged candidate is missing
 */
public record ArmResult(
    long seed,
    String arm,
    @Nullable Long candidates,
    @Nullable Long rows,
    @Nullable Long steps,
    Map<String, Double> passRates) {
  public ArmResult {
    passRates = Map.copyOf(passRates);
  }

  /** Returns the mean of these families, each of equal weight; empty if one is unknown. */
  Optional<Double> mean(List<String> families) {
    if (!passRates.keySet().containsAll(families)) {
      return Optional.empty();
    }
    return Optional.of(families.stream().mapToDouble(passRates::get).average().orElseThrow());
  }
}

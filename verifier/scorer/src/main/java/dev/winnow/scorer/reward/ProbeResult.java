package dev.winnow.scorer.reward;

import java.util.List;

/**
 * What the answers to two texts at start-up say of a server's configuration. A right and a wrong
 * answer to one question are sent, so that a working reward model gives two different numbers.
 */
public enum ProbeResult {
  /** The probe found no reason against the server. */
  USABLE,

  /** Raw values are wanted, and all values lie in [0, 1]: the server may apply a sigmoid. */
  MAYBE_NORMALIZED,

  /** All values are exactly 1: the server applies a softmax over one label, and tells nothing. */
  CONSTANT;

  /**
   * Judges the values of a probe.
   *
   * @param values finite; at least one
   * @param raw whether the model's raw output is wanted
   */
  public static ProbeResult of(List<Double> values, boolean raw) {
    if (values.stream().allMatch(value -> value == 1.0)) {
      return CONSTANT;
    }
    boolean isNormalized = values.stream().allMatch(value -> value >= 0 && value <= 1);
    return raw && isNormalized ? MAYBE_NORMALIZED : USABLE;
  }
}

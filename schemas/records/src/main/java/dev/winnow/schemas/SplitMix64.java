package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * The mixing functions of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Pure; different inputs
 * have different results.
 */
@NullMarked
public final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private SplitMix64() {}

  /**
   * Returns the first number of the generator with this seed; consecutive seeds give unrelated
   * numbers.
   */
  public static long first(long seed) {
    return mix(seed + GOLDEN_GAMMA);
  }

  /** Applies only the finalizer; it maps 0 to 0. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

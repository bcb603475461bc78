package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * The seed of a candidate, a pure function of (prompt id, index, recipe seed), so that a
 * redelivered request samples the same candidates again.
 *
 * <p>FNV-1a over the id's UTF-16 units, then the SplitMix64 finalizer (Steele, Lea and Flood,
 * OOPSLA 2014) once for each input: neighbouring indices get unrelated seeds.
 */
@NullMarked
public final class CandidateSeed {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private CandidateSeed() {}

  /** Returns the seed of the candidate {@code promptId/index} under a recipe with this seed. */
  public static long of(String promptId, int index, long recipeSeed) {
    return mix(mix(mix(hash(promptId)) + recipeSeed) + index);
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

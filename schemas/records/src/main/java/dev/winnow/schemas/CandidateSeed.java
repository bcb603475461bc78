package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * The seed of a candidate, a pure function of (prompt id, index, recipe seed), so that a
 * redelivered request samples the same candidates again.
 *
 * <p>FNV-1a over the id's UTF-16 units, then {@link SplitMix64} once for each input: neighbouring
 * indices get unrelated seeds.
 */
@NullMarked
public final class CandidateSeed {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private CandidateSeed() {}

  /** Returns the seed of the candidate {@code promptId/index} under a recipe with this seed. */
  public static long of(String promptId, int index, long recipeSeed) {
    long seed = SplitMix64.first(hash(promptId));
    return SplitMix64.first(SplitMix64.first(seed + recipeSeed) + index);
  }

  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}

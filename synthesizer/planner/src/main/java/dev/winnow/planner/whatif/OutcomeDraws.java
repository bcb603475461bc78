package dev.winnow.planner.whatif;

import dev.winnow.schemas.SplitMix64;

/**
 * What sampling would bring: a pure function of seed, prompt and index, so that every recipe meets
 * the same candidates. A candidate's length lies evenly within half of its prompt's mean.
 */
final class OutcomeDraws {
  private static final long PROMPT_STEP = 0x9E3779B97F4A7C15L;
  private static final long INDEX_STEP = 0xD1B54A32D192ED03L;
  private static final long LENGTH = 0x8CB92BA72F3D8DD7L;

  private final Profile profile;
  private final long seed;

  OutcomeDraws(Profile profile, long seed) {
    this.profile = profile;
    this.seed = SplitMix64.mix(seed);
  }

  boolean isAccepted(int prompt, int index) {
    return unit(key(prompt, index)) < profile.passRate(prompt);
  }

  long tokens(int prompt, int index) {
    double scale = 0.5 + unit(key(prompt, index) ^ LENGTH);
    return Math.max(1, Math.round(scale * profile.meanTokens(prompt)));
  }

  private long key(int prompt, int index) {
    return SplitMix64.mix(seed + PROMPT_STEP * prompt) + INDEX_STEP * index;
  }

  private static double unit(long key) {
    return (SplitMix64.mix(key) >>> 11) * 0x1.0p-53;
  }
}

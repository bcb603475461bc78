package dev.winnow.runtime.pool;

/** Names scorers' pools beside those of synthesizers, with which they may share names. */
public final class ScorerPools {
  private static final String PREFIX = "scoring/";

  private ScorerPools() {}

  /** Returns the name under which the workers of this pool report; no recipe's pool has it. */
  public static String key(String pool) {
    return PREFIX + pool;
  }
}

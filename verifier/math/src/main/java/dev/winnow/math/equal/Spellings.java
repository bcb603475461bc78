package dev.winnow.math.equal;

import org.jspecify.annotations.Nullable;

/** Decides by how answers are written, where computing with them would read too much into them. */
public final class Spellings {
  private Spellings() {}

  /** What the spelling alone decides before anything is computed, or null. */
  public static @Nullable Equality decide(String gold, String candidate) {
    return Codes.compare(gold, candidate);
  }

  /** The decision, unless the spelling says that equal values are not the same answer. */
  public static Equality checked(String gold, String candidate, Equality equal) {
    boolean related = isRelated(gold) != isRelated(candidate);
    Equality veto =
        related ? Equality.unclear("congruence or proportion") : Letters.veto(gold, candidate);
    return veto == null ? equal : veto;
  }

  /** Whether a sign of the text says less than "equals", or something of a derivative. */
  private static boolean isRelated(String text) {
    boolean command = text.indexOf('\\') >= 0;
    return command
            && (text.contains("\\equiv")
                || text.contains("\\propto")
                || text.contains("\\cong")
                || text.contains("\\dot{"))
        || text.indexOf('\u2261') >= 0
        || text.indexOf('\u221d') >= 0
        || text.contains("/dx")
        || text.contains("/dt");
  }
}

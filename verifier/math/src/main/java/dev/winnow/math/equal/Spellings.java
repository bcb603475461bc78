package dev.winnow.math.equal;

import org.jspecify.annotations.Nullable;

/** Decides by the spelling of answers, for cases where computing with them would be wrong. */
public final class Spellings {
  private Spellings() {}

  /** Returns the decision that the spelling alone allows before anything is computed, or null. */
  public static @Nullable Equality decide(String gold, String candidate) {
    return Codes.compare(gold, candidate);
  }

  /** Returns the decision, unless the spelling shows that equal values are not the same answer. */
  public static Equality checked(String gold, String candidate, Equality equal) {
    boolean related = isRelated(gold) != isRelated(candidate);
    Equality veto =
        related ? Equality.unclear("congruence or proportion") : Letters.veto(gold, candidate);
    return veto == null ? equal : veto;
  }

  /** Returns whether a sign of the text is weaker than "equals", or belongs to a derivative. */
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

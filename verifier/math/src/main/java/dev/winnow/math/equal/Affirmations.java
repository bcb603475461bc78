package dev.winnow.math.equal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sentences that only say yes or no: "Yes, it is." */
final class Affirmations {
  private static final Pattern BEGINS = Pattern.compile("(yes|no|true|false)\\b(.*)");

  /** A pronoun and a verb that repeat the question, or words without content. */
  private static final Pattern REPEATED =
      Pattern.compile(
          "[,.!;:\\s]*(?:indeed|of course|certainly|definitely|absolutely)?[,.!\\s]*"
              + "(?:(?:it|they|he|she|that|this|these|those|there|we|you|i|one)"
              + "(?:'s|\\u2019s|\\s(?:is|are|was|were|does|do|did|can|could|has|have|had|will|would|must))"
              + "(\\s?n['\\u2019]t|n['\\u2019]t|\\snot|not)?)?[.!\\s]*");

  private Affirmations() {}

  /**
   * Returns the decision if one side is yes or no and the other begins with either; else null.
   *
   * @param gold the reference in lower case, without punctuation at its ends
   * @param candidate the answer in the same form
   */
  static @Nullable Equality compare(String gold, String candidate) {
    int wanted = bare(gold);
    int found = bare(candidate);
    if (wanted == 0 == (found == 0)) {
      return null;
    }
    Matcher longer = BEGINS.matcher(wanted == 0 ? gold : candidate);
    if (!longer.matches()) {
      return null;
    }
    int answer = bare(longer.group(1));
    Matcher repeated = REPEATED.matcher(longer.group(2));
    boolean understood =
        repeated.matches()
            && (answer < 0 || repeated.group(1) == null || longer.group(2).isBlank());
    boolean agrees = repeated.matches() && (answer > 0) == (repeated.group(1) == null);
    boolean plain = longer.group(2).replaceAll("\\W", "").isEmpty();
    return understood && (agrees || plain)
        ? Equality.of(answer == wanted + found, "yes or no")
        : Equality.unclear("more than yes or no");
  }

  /** Returns 1 for yes, -1 for no, 0 for anything else. */
  private static int bare(String text) {
    return switch (text) {
      case "yes", "true" -> 1;
      case "no", "false" -> -1;
      default -> 0;
    };
  }
}

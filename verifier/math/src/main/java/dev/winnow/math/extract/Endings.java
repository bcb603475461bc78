package dev.winnow.math.extract;

import java.util.Set;

/** Detects whether a response ends before its answer, or leaves it open. */
final class Endings {
  private static final String[] OPERATORS = {
    "=", "+", "*", "/", "<<", "\\times", "\\cdot", "\u00d7", "("
  };

  private static final Set<String> STEPS =
      Set.of("Then ", "Next, ", "Now ", "Now, ", "After ", "Finally, ", "We now ", "We then ");

  private Endings() {}

  /**
   * Returns whether another clause or step begins after the offset and ends in a word, without a
   * period.
   */
  static boolean isLeftOpen(String text, int from, int to) {
    boolean broken = to > from && Character.isLetter(text.charAt(to - 1));
    boolean clause = text.startsWith(", and ", from) || text.startsWith(", then ", from);
    return broken && (clause || isStep(text, from, to));
  }

  /**
   * Returns whether the last sentence, after the offset, begins like another step of a solution.
   */
  private static boolean isStep(String text, int from, int to) {
    int stop = Math.max(text.lastIndexOf(". ", to - 1), text.lastIndexOf('\n', to - 1));
    int start = Math.max(stop, from);
    while (start < to && !Character.isLetter(text.charAt(start))) {
      start++;
    }
    int sentence = start;
    return stop >= from && STEPS.stream().anyMatch(step -> text.startsWith(step, sentence));
  }

  /** Returns whether the response ends in the middle of a formula or a calculation. */
  static boolean isCutOff(String text, int from, int to) {
    for (String operator : OPERATORS) {
      int at = to - operator.length();
      boolean bold = operator.equals("*") && text.startsWith("**", at - 1);
      if (at >= from && text.startsWith(operator, at) && !bold) {
        return true;
      }
    }
    int calculation = text.lastIndexOf("<<", to - 1);
    return calculation >= from && text.indexOf(">>", calculation) < 0;
  }

  /** Returns whether the number is one side of an "or" whose other side is not a number. */
  static boolean isAlternative(String text, int from, int number) {
    int at = number;
    while (at > from && text.charAt(at - 1) == ' ') {
      at--;
    }
    boolean or = at - 3 >= from && text.startsWith(" or", at - 3);
    if (!or) {
      return false;
    }
    int before = at - 3;
    while (before > from && text.charAt(before - 1) == ' ') {
      before--;
    }
    return before == from || !Character.isLetterOrDigit(text.charAt(before - 1));
  }
}

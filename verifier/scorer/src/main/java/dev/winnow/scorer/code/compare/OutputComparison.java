package dev.winnow.scorer.code.compare;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a program's output is the one that is wanted. A line that is missing, or one too many, is
 * a difference. Pure; linear in the size of the output.
 *
 * @param tolerance how far numbers may be apart under {@link OutputRule#FLOATS}, relative above 1
 */
public record OutputComparison(OutputRule rule, double tolerance) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]{1,200}\\.?[0-9]{0,200}|\\.[0-9]{1,200})([eE][+-]?[0-9]{1,3})?");

  /** Compares. */
  public boolean holds(String wanted, String output) {
    return switch (rule) {
      case EXACT -> wanted.stripTrailing().equals(output.stripTrailing());
      case TOKENS -> sameWords(wanted, output);
      case LINES, FLOATS -> sameLines(lines(wanted), lines(output));
    };
  }

  private static List<String> lines(String text) {
    return text.strip().lines().map(String::strip).toList();
  }

  private boolean sameLines(List<String> wanted, List<String> output) {
    if (wanted.size() != output.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      String want = wanted.get(i);
      String line = output.get(i);
      if (!want.equals(line) && (line.isEmpty() || !sameWords(want, line))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameWords(String wanted, String output) {
    List<String> want = words(wanted);
    List<String> words = words(output);
    if (want.size() != words.size()) {
      return false;
    }
    for (int i = 0; i < want.size(); i++) {
      if (!want.get(i).equals(words.get(i)) && !sameNumber(want.get(i), words.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
    words.removeIf(String::isEmpty);
    return words;
  }

  private boolean sameNumber(String wanted, String word) {
    if (!NUMBER.matches(wanted) || !NUMBER.matches(word)) {
      return false;
    }
    BigDecimal want = new BigDecimal(wanted);
    BigDecimal number = new BigDecimal(word);
    if (want.compareTo(number) == 0) {
      return true;
    }
    if (rule != OutputRule.FLOATS) {
      return false;
    }
    double one = want.doubleValue();
    return Math.abs(one - number.doubleValue()) <= tolerance * Math.max(1, Math.abs(one));
  }
}

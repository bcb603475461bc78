package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses times of day and durations: {@code 3:05}, {@code 15:30:00}, {@code 3 pm}, {@code noon}.
 *
 * <p>A text is certainly a time if it has am or pm, a part with a leading zero, or three parts of
 * two digits after the first. {@code 10:15} may also be a ratio, and is left to the parser.
 */
final class Clock {
  static final String NAME = "clock";
  private static final int LONGEST = 60;
  private static final int SIXTY = 60;

  private Clock() {}

  /**
   * Returns a call of hours, minutes, seconds and half of the day (0 if neither am nor pm is
   * given), or null.
   */
  static @Nullable Expr read(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    boolean begins = first >= '0' && first <= '9' || "\\$nmNM".indexOf(first) >= 0;
    if (!begins || text.length() > LONGEST || !mayBeTime(text)) {
      return null;
    }
    String plain =
        text.replace("\\text", "")
            .replace("\\mathrm", "")
            .replaceAll("\\\\[,;: !]", " ")
            .replaceAll("[{}$~]", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (plain.equals("noon") || plain.equals("12 noon") || plain.equals("12:00 noon")) {
      return call(12, 0, 0, 2);
    }
    if (plain.equals("midnight") || plain.equals("12 midnight")) {
      return call(12, 0, 0, 1);
    }
    return time(plain);
  }

  private static boolean mayBeTime(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':'
          || (c == 'm' || c == 'M') && endsHalf(text, i)
          || c == 'n' && text.startsWith("noon", i)
          || c == 'm' && text.startsWith("midnight", i)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether "pm" ends here as a word, with or without points, and not in "pmatrix". */
  private static boolean endsHalf(String text, int at) {
    boolean half = at > 0 && "aApP. ".indexOf(text.charAt(at - 1)) >= 0;
    return half && (at + 1 == text.length() || !Character.isLetter(text.charAt(at + 1)));
  }

  private static @Nullable Expr time(String plain) {
    int end = 0;
    while (end < plain.length()
        && (Character.isDigit(plain.charAt(end)) || plain.charAt(end) == ':')) {
      end++;
    }
    int half = half(plain.substring(end).strip());
    String[] parts = plain.substring(0, end).split(":", -1);
    boolean few = parts.length <= 3 && (parts.length > 1 || half > 0);
    if (half < 0 || !few || parts[0].isEmpty() || parts[0].length() > 2) {
      return null;
    }
    boolean zero = parts[0].length() == 2 && parts[0].charAt(0) == '0';
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].length() != 2 || Integer.parseInt(parts[i]) >= SIXTY) {
        return null;
      }
      zero |= parts[i].charAt(0) == '0';
    }
    if (half == 0 && !zero && parts.length < 3) {
      return null;
    }
    return call(part(parts, 0), part(parts, 1), part(parts, 2), half);
  }

  private static int part(String[] parts, int index) {
    return index < parts.length ? Integer.parseInt(parts[index]) : 0;
  }

  /** Returns 0 for no words, 1 for am, 2 for pm, -1 for unknown words. */
  private static int half(String words) {
    return switch (words) {
      case "", "hours", "h" -> 0;
      case "am", "a.m.", "a.m", "a. m.", "in the morning" -> 1;
      case "pm", "p.m.", "p.m", "p. m.", "in the afternoon", "in the evening" -> 2;
      default -> -1;
    };
  }

  private static Expr call(int hours, int minutes, int seconds, int half) {
    return new Expr.Call(NAME, Num.of(hours), Num.of(minutes), Num.of(seconds), Num.of(half));
  }
}

package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.expr.WorkBudget;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses answers whose words bound or negate a value: "at least 4", "4 or less", "between 3 and 5",
 * "not 4". The result is a relation of an unnamed number.
 */
public final class Wordings {
  /** Placeholder for the number that the words describe. */
  public static final Expr NUMBER = new Expr.Sym("(number)");

  /** Placeholder for a range whose ends may or may not belong to it. */
  public static final Expr BETWEEN = new Expr.Sym("(between)");

  /** Placeholder for a number that is only approximated. */
  static final Expr ABOUT = new Expr.Sym("(about)");

  private static final int LONGEST = 120;

  /** A phrase and its relation to the adjacent value. */
  private record Phrase(String words, Op op) {}

  private static final List<Phrase> BEFORE =
      List.of(
          new Phrase("greater than or equal to", Op.GREATER_OR_EQUAL),
          new Phrase("less than or equal to", Op.LESS_OR_EQUAL),
          new Phrase("no less than", Op.GREATER_OR_EQUAL),
          new Phrase("not less than", Op.GREATER_OR_EQUAL),
          new Phrase("no fewer than", Op.GREATER_OR_EQUAL),
          new Phrase("no more than", Op.LESS_OR_EQUAL),
          new Phrase("not more than", Op.LESS_OR_EQUAL),
          new Phrase("not greater than", Op.LESS_OR_EQUAL),
          new Phrase("strictly more than", Op.GREATER),
          new Phrase("strictly less than", Op.LESS),
          new Phrase("more than", Op.GREATER),
          new Phrase("greater than", Op.GREATER),
          new Phrase("larger than", Op.GREATER),
          new Phrase("bigger than", Op.GREATER),
          new Phrase("over", Op.GREATER),
          new Phrase("above", Op.GREATER),
          new Phrase("exceeds", Op.GREATER),
          new Phrase("less than", Op.LESS),
          new Phrase("fewer than", Op.LESS),
          new Phrase("smaller than", Op.LESS),
          new Phrase("under", Op.LESS),
          new Phrase("below", Op.LESS),
          new Phrase("at least", Op.GREATER_OR_EQUAL),
          new Phrase("a minimum of", Op.GREATER_OR_EQUAL),
          new Phrase("at most", Op.LESS_OR_EQUAL),
          new Phrase("a maximum of", Op.LESS_OR_EQUAL),
          new Phrase("up to", Op.LESS_OR_EQUAL),
          new Phrase("definitely not", Op.NOT_EQUAL),
          new Phrase("certainly not", Op.NOT_EQUAL),
          new Phrase("is not equal to", Op.NOT_EQUAL),
          new Phrase("not equal to", Op.NOT_EQUAL),
          new Phrase("is not", Op.NOT_EQUAL),
          new Phrase("isn't", Op.NOT_EQUAL),
          new Phrase("isn\u2019t", Op.NOT_EQUAL),
          new Phrase("not", Op.NOT_EQUAL),
          new Phrase("never", Op.NOT_EQUAL),
          new Phrase("cannot be", Op.NOT_EQUAL),
          new Phrase("can't be", Op.NOT_EQUAL),
          new Phrase("anything but", Op.NOT_EQUAL),
          new Phrase("\u4e0d\u662f", Op.NOT_EQUAL),
          new Phrase("\u81f3\u5c11", Op.GREATER_OR_EQUAL),
          new Phrase("\u6700\u5c11", Op.GREATER_OR_EQUAL),
          new Phrase("\u81f3\u591a", Op.LESS_OR_EQUAL),
          new Phrase("\u6700\u591a", Op.LESS_OR_EQUAL),
          new Phrase("\u8d85\u8fc7", Op.GREATER));

  private static final List<Phrase> AFTER =
      List.of(
          new Phrase("or more", Op.GREATER_OR_EQUAL),
          new Phrase("or greater", Op.GREATER_OR_EQUAL),
          new Phrase("or higher", Op.GREATER_OR_EQUAL),
          new Phrase("or above", Op.GREATER_OR_EQUAL),
          new Phrase("and above", Op.GREATER_OR_EQUAL),
          new Phrase("and up", Op.GREATER_OR_EQUAL),
          new Phrase("at least", Op.GREATER_OR_EQUAL),
          new Phrase("or less", Op.LESS_OR_EQUAL),
          new Phrase("or fewer", Op.LESS_OR_EQUAL),
          new Phrase("or lower", Op.LESS_OR_EQUAL),
          new Phrase("or below", Op.LESS_OR_EQUAL),
          new Phrase("and below", Op.LESS_OR_EQUAL),
          new Phrase("at most", Op.LESS_OR_EQUAL),
          new Phrase("\u4ee5\u4e0a", Op.GREATER_OR_EQUAL),
          new Phrase("\u4ee5\u4e0b", Op.LESS_OR_EQUAL));

  private static final Pattern FACES =
      Pattern.compile("\\\\(text|textbf|mathrm|mbox|textrm|boxed)\\s*\\{([^{}]*)\\}");
  private static final Pattern SIGNS = Pattern.compile("\\\\[,;: !]|[$~*]|\\\\\\$");
  private static final Pattern GAPS = Pattern.compile("\\s+");

  private Wordings() {}

  /** Returns the relation that the words express, or null if they express none. */
  static @Nullable Expr read(String answer, WorkBudget budget) {
    if (answer.length() > LONGEST) {
      return null;
    }
    String text = plain(answer);
    String lower = text.toLowerCase(Locale.ROOT);
    Expr part = parts(lower);
    if (part != null) {
      return part;
    }
    Expr range = range(text, lower, budget);
    if (range != null) {
      return range;
    }
    if (lower.startsWith("either ") || lower.startsWith("exactly ")) {
      return value(text.substring(7), budget);
    }
    for (Phrase phrase : BEFORE) {
      if (lower.startsWith(phrase.words())) {
        return bound(phrase.op(), value(text.substring(phrase.words().length()), budget));
      }
    }
    for (Phrase phrase : AFTER) {
      if (lower.endsWith(phrase.words())) {
        int end = text.length() - phrase.words().length();
        return bound(phrase.op(), value(text.substring(0, end), budget));
      }
    }
    return null;
  }

  /** Returns the text without the commands and braces that mark words, single-spaced. */
  private static String plain(String answer) {
    String words = FACES.matcher(answer).replaceAll(" $2 ");
    String bare = GAPS.matcher(SIGNS.matcher(words).replaceAll(" ")).replaceAll(" ").strip();
    boolean stopped = !bare.isEmpty() && ".!?".indexOf(bare.charAt(bare.length() - 1)) >= 0;
    return stopped ? bare.substring(0, bare.length() - 1) : bare;
  }

  private static @Nullable Expr parts(String lower) {
    return switch (lower) {
      case "half a million", "a half million", "half of a million" -> Expr.Num.of(500_000);
      case "a quarter of a million", "a quarter million", "quarter of a million" ->
          Expr.Num.of(250_000);
      case "a million" -> Expr.Num.of(1_000_000);
      case "half a dozen", "half dozen" -> Expr.Num.of(6);
      case "a dozen" -> Expr.Num.of(12);
      default -> null;
    };
  }

  private static @Nullable Expr range(String text, String lower, WorkBudget budget) {
    boolean between = lower.startsWith("between ");
    boolean from = lower.startsWith("from ");
    String link = between ? " and " : " to ";
    int at = between || from ? lower.indexOf(link) : -1;
    if (at < 0) {
      return null;
    }
    Expr low = value(text.substring(between ? 8 : 5, at), budget);
    Expr high = value(text.substring(at + link.length()), budget);
    return low == null || high == null
        ? null
        : new Expr.Relation(
            List.of(low, BETWEEN, high), List.of(Op.LESS_OR_EQUAL, Op.LESS_OR_EQUAL));
  }

  private static @Nullable Expr bound(Op op, @Nullable Expr value) {
    boolean single =
        value != null && !(value instanceof Expr.Group || value instanceof Expr.Relation);
    return single ? new Expr.Relation(List.of(NUMBER, value), List.of(op)) : null;
  }

  private static @Nullable Expr value(String text, WorkBudget budget) {
    Expr read = AnswerParser.parseWithoutWords(text.strip(), true, budget);
    return read instanceof Expr.Text ? null : read;
  }
}

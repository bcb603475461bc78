package dev.winnow.math;

import dev.winnow.math.equal.Equality;
import dev.winnow.math.equal.Equivalence;
import dev.winnow.math.equal.MathPolicy;
import dev.winnow.math.equal.Spellings;
import dev.winnow.math.equal.Texts;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.Printer;
import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.extract.Form;
import dev.winnow.math.parse.AnswerParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of two answers: first as text, then as trees, then in their other readings, within
 * one budget.
 */
final class Comparison {
  private static final String ALTERNATIVE = "alternative";

  private final MathPolicy policy;
  private final String gold;
  private final String candidate;
  private final @Nullable Form form;
  private final double confidence;
  private final WorkBudget budget;

  Comparison(
      MathPolicy policy, String gold, String candidate, @Nullable Form form, double confidence) {
    this.policy = policy;
    this.gold = gold;
    this.candidate = candidate;
    this.form = form;
    this.confidence = confidence;
    this.budget = new WorkBudget(policy.maxSteps());
  }

  MathFinding finding() {
    if (candidate.isEmpty() || gold.isEmpty()) {
      return finding(MathReason.NO_ANSWER, gold, candidate, "empty");
    }
    if (gold.equals(candidate)) {
      return finding(MathReason.EQUAL, gold, candidate, "same text");
    }

    if (gold.length() > policy.maxAnswerLength() || candidate.length() > policy.maxAnswerLength()) {
      return finding(MathReason.LIMIT, gold, candidate, "length");
    }
    if (Texts.isChoice(gold, candidate)) {
      return finding(MathReason.EQUAL, gold, candidate, "choice");
    }
    try {
      return byTree();
    } catch (LimitExceeded e) {
      return finding(MathReason.LIMIT, gold, candidate, "limit of " + e.getMessage());
    } catch (ArithmeticException e) {
      return finding(MathReason.LIMIT, gold, candidate, "range of exponents");
    }
  }

  private MathFinding byTree() {
    if (Texts.areAnagrams(gold, candidate)) {
      return finding(MathReason.DIFFERENT_FORM, gold, candidate, "anagram");
    }
    Equality written = Spellings.decide(gold, candidate);
    if (written != null) {
      return finding(reason(written), gold, candidate, written.rule());
    }
    Expr a = AnswerParser.parse(gold, true, budget);
    Expr b = readCandidate();
    Equality decision = decide(a, b);
    if (!decision.isEqual()) {
      Expr lists = gold.indexOf(',') < 0 ? a : AnswerParser.parse(gold, false, budget);
      Expr list = candidate.indexOf(',') < 0 ? b : AnswerParser.parse(candidate, false, budget);
      decision = reread(a, b, lists, list, decision);
    }
    if (!decision.isEqual()) {
      decision = alternative(b, decision);
    }
    if (decision.isEqual()) {
      decision = Spellings.checked(gold, candidate, decision);
    }
    if (decision.isEqual()
        || decision.isUnclear()
        || !(a instanceof Expr.Text) && !(b instanceof Expr.Text)) {
      return finding(reason(decision), Printer.print(a), Printer.print(b), decision.rule());
    }
    Equality text = Texts.compare(gold, candidate);
    boolean unread =
        b instanceof Expr.Text && !(a instanceof Expr.Text) && hasMathematics(candidate)
            || a instanceof Expr.Text
                && !(b instanceof Expr.Text)
                && hasMathematics(gold)
                && !decision.rule().equals(ALTERNATIVE);
    MathReason reason =
        text.isEqual() ? MathReason.EQUAL : unread ? MathReason.UNPARSABLE : reason(decision);
    return finding(reason, Texts.normalized(gold), Texts.normalized(candidate), text.rule());
  }

  /**
   * Tries both readings of commas, as thousands, list or decimal separators; the reading that makes
   * the sides equal is used.
   */
  private Equality reread(Expr a, Expr b, Expr lists, Expr list, Equality first) {
    Expr[][] pairs = {{lists, list}, {lists, b}, {a, list}};
    for (Expr[] pair : pairs) {
      boolean again = pair[0].equals(a) && pair[1].equals(b);
      Equality decision = again ? first : decide(pair[0], pair[1]);
      if (decision.isEqual()) {
        return decision;
      }
    }
    return decimalComma(a, first);
  }

  private Equality decimalComma(Expr a, Equality first) {
    boolean points = candidate.indexOf('.') != candidate.lastIndexOf('.');
    if (candidate.indexOf(',') < 0 && !points) {
      return first;
    }
    boolean decimal = hasDecimals(gold);
    String read = decimal || points ? DecimalComma.read(candidate, false) : "";
    if (!read.isEmpty()) {
      Equality decision = decide(a, AnswerParser.parse(read, true, budget));
      return decision.isEqual() || first.isUnclear() ? decision : first;
    }
    String thousands = decimal ? DecimalComma.read(candidate, true) : "";
    boolean either =
        !thousands.isEmpty() && decide(a, AnswerParser.parse(thousands, true, budget)).isEqual();
    return either ? Equality.unclear("decimal comma or thousands") : first;
  }

  /** Reads the candidate as written, or with decimal commas if it cannot be read otherwise. */
  private Expr readCandidate() {
    Expr read = AnswerParser.parse(candidate, true, budget);
    boolean comma = candidate.indexOf(',') >= 0 && hasDecimals(gold);
    String point = read instanceof Expr.Text && comma ? DecimalComma.read(candidate, false) : "";
    return point.isEmpty() ? read : AnswerParser.parse(point, true, budget);
  }

  private static boolean hasDecimals(String text) {
    int point = text.indexOf('.');
    return point >= 0 && point + 1 < text.length() && Character.isDigit(text.charAt(point + 1));
  }

  /**
   * A reference that gives one value in several forms accepts each form; with several values the
   * result is unclear.
   */
  private Equality alternative(Expr answer, Equality first) {
    List<String> written = Alternatives.of(gold);
    if (written.isEmpty()) {
      return first;
    }
    List<Expr> all = written.stream().map(one -> AnswerParser.parse(one, true, budget)).toList();
    boolean none = all.stream().noneMatch(one -> decide(one, answer).isEqual());
    boolean same = all.stream().allMatch(one -> decide(all.get(0), one).isEqual());
    if (none) {
      boolean read = same && !(all.get(0) instanceof Expr.Text);
      boolean different =
          read && decide(all.get(0), answer).outcome() == Equality.Outcome.DIFFERENT_VALUE;
      return different && !(answer instanceof Expr.Text) ? Equality.different(ALTERNATIVE) : first;
    }
    return same ? Equality.equal(ALTERNATIVE) : Equality.unclear("one of several values");
  }

  private Equality decide(Expr a, Expr b) {
    return new Equivalence(policy, budget).compare(a, b);
  }

  private static MathReason reason(Equality decision) {
    return switch (decision.outcome()) {
      case EQUAL -> MathReason.EQUAL;
      case DIFFERENT_VALUE -> MathReason.DIFFERENT_VALUE;
      case DIFFERENT_FORM -> MathReason.DIFFERENT_FORM;
      case UNCLEAR -> MathReason.AMBIGUOUS;
    };
  }

  private static boolean hasMathematics(String text) {
    return text.indexOf('\\') >= 0 || text.chars().anyMatch(Character::isDigit);
  }

  private MathFinding finding(MathReason reason, String reference, String normalized, String rule) {
    return new MathFinding(
        reason == MathReason.EQUAL,
        reason,
        candidate,
        form,
        confidence,
        MathVerifier.shortened(reference),
        MathVerifier.shortened(normalized),
        rule);
  }
}

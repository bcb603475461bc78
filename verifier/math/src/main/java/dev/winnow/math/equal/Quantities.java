package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.parse.Units;
import dev.winnow.math.value.Sameness;
import dev.winnow.math.value.Symbols;
import dev.winnow.math.value.Values;
import java.math.BigInteger;
import java.util.List;

/** Compares single values: percentages, units, rounded decimals, numerals of other bases. */
final class Quantities {
  private static final String PERCENT = "%";
  private static final String DEGREE = "degree";

  /**
   * Decimals with this many digits are printed doubles, whose last place may be off by a few units.
   */
  private static final int DOUBLE_DIGITS = 16;

  private static final Rational NOISE = Rational.of(16);

  private final MathPolicy policy;
  private final Values values;

  Quantities(MathPolicy policy, Values values) {
    this.policy = policy;
    this.values = values;
  }

  /** {@code 2500 m} means metres, not a product, if the other side is a length. */
  Equality compare(Expr gold, Expr candidate) {
    return measured(
        gold instanceof Expr.Quantity ? gold : quantity(gold, candidate),
        candidate instanceof Expr.Quantity ? candidate : quantity(candidate, gold));
  }

  private static Expr quantity(Expr expr, Expr other) {
    boolean product = expr instanceof Expr.Product p && p.factors().size() == 2;
    if (!product || !(other instanceof Expr.Quantity q) || !Units.isMeasure(q.unit())) {
      return expr;
    }
    List<Expr> factors = ((Expr.Product) expr).factors();
    String unit = factors.get(1) instanceof Expr.Sym s ? Units.canonical(s.name()) : "";
    boolean value = factors.get(0) instanceof Num && Units.isMeasure(unit);
    return value ? new Expr.Quantity(factors.get(0), unit) : expr;
  }

  private Equality measured(Expr gold, Expr candidate) {
    String goldUnit = unit(gold);
    String candidateUnit = unit(candidate);
    Expr a = bare(gold);
    Expr b = bare(candidate);
    boolean goldPercent = goldUnit.startsWith(PERCENT);
    boolean candidatePercent = candidateUnit.startsWith(PERCENT);
    if (goldPercent != candidatePercent) {
      String other = goldPercent ? candidateUnit : goldUnit;
      if (Units.isMeasure(other) && !other.equals("unit")) {
        return Equality.different("units");
      }
      return goldPercent ? percent(a, b) : percent(b, a);
    }
    if (!goldPercent && Units.conflict(goldUnit, candidateUnit)) {
      return converted(a, goldUnit, b, candidateUnit);
    }
    Equality decision = number(a, b);
    boolean angles = goldUnit.equals(DEGREE) != candidateUnit.equals(DEGREE);
    return decision.isEqual() || !angles ? decision : angle(gold, candidate, decision);
  }

  /** Units of one dimension are converted; others never agree. */
  private Equality converted(Expr gold, String goldUnit, Expr candidate, String candidateUnit) {
    Rational factor = Units.factor(goldUnit, candidateUnit);
    if (factor == null) {
      return Equality.different("units");
    }
    return Equality.of(
        number(new Expr.Product(List.of(Num.of(factor), gold)), candidate).isEqual(), "units");
  }

  /** 90 degrees equals pi/2, if pi is written. */
  private Equality angle(Expr gold, Expr candidate, Equality otherwise) {
    boolean radians =
        Symbols.contains(gold, Expr.Constant.PI) || Symbols.contains(candidate, Expr.Constant.PI);
    return radians && values.compare(gold, candidate) == Sameness.SAME
        ? Equality.equal("angle")
        : otherwise;
  }

  private static String unit(Expr expr) {
    return expr instanceof Expr.Quantity q ? q.unit() : "";
  }

  private static Expr bare(Expr expr) {
    return expr instanceof Expr.Quantity q ? bare(q.value()) : expr;
  }

  private Equality percent(Expr percentage, Expr number) {
    Expr hundredth = new Expr.Product(List.of(percentage, Num.of(Rational.of(1, 100))));
    boolean fraction =
        policy.percent() != MathPolicy.Percent.STRIPPED
            && isShare(number)
            && number(hundredth, number).isEqual();
    boolean stripped =
        policy.percent() != MathPolicy.Percent.FRACTION
            && isWhole(percentage)
            && number(percentage, number).isEqual();
    return Equality.of(fraction || stripped, "percent");
  }

  /** A whole number above one stands for itself, not for hundreds of percent. */
  private boolean isShare(Expr number) {
    Rational value = values.exact(number);
    boolean strict = policy.percent() == MathPolicy.Percent.FRACTION;
    return strict
        || value == null
        || !value.isInteger()
        || value.abs().compareTo(Rational.ONE) <= 0;
  }

  /** Below one percent a missing percent sign is treated as an error. */
  private boolean isWhole(Expr percentage) {
    Rational value = values.exact(percentage);
    return value == null
        || policy.percent() == MathPolicy.Percent.STRIPPED
        || value.abs().compareTo(Rational.ONE) >= 0;
  }

  private Equality number(Expr gold, Expr candidate) {
    boolean shaped = isCall(gold, "numeral") || isCall(candidate, "numeral");
    if (shaped) {
      return numerals(gold, candidate);
    }
    if (Ratios.isWritten(gold) || Ratios.isWritten(candidate)) {
      return new Ratios(values).compare(gold, candidate);
    }
    Sameness same = values.compare(gold, candidate);
    if (same == Sameness.SAME) {
      return Equality.equal("value");
    }
    if (naturally(gold, candidate)) {
      return Equality.equal("natural logarithm");
    }
    if (rounds(gold, candidate) || rounds(candidate, gold)) {
      return Equality.equal("long decimal");
    }
    if (policy.roundedDecimals()
        && gold instanceof Num g
        && g.places() > 0
        && within(g, candidate, Rational.HALF)) {
      return Equality.equal("rounded");
    }
    return Equality.different(same == Sameness.DIFFERENT ? "value" : "no common value");
  }

  /** A logarithm without a base may be natural if the other side contains ln or e. */
  private boolean naturally(Expr gold, Expr candidate) {
    Expr a = Symbols.withNaturalLogarithms(gold);
    Expr b = Symbols.withNaturalLogarithms(candidate);
    boolean one = a.equals(gold) != b.equals(candidate);
    return one && values.compare(a, b) == Sameness.SAME;
  }

  private static boolean isCall(Expr expr, String function) {
    return expr instanceof Expr.Call c && c.function().equals(function);
  }

  /**
   * Returns whether a decimal of many digits stands for a value that no short decimal represents.
   */
  private boolean rounds(Expr decimal, Expr value) {
    if (!(decimal instanceof Num d) || d.places() < 1 || policy.longDecimalDigits() == 0) {
      return false;
    }
    int digits =
        d.value()
            .times(Rational.of(BigInteger.TEN.pow(d.places())))
            .numerator()
            .toString()
            .length();
    if (value instanceof Num v && (v.places() >= 0 || v.value().isInteger())) {
      return digits >= DOUBLE_DIGITS && within(d, value, NOISE);
    }
    return digits >= policy.longDecimalDigits() && within(d, value, Rational.ONE);
  }

  /** Returns whether the value is within the given fraction of the last place of the decimal. */
  private boolean within(Num decimal, Expr value, Rational part) {
    Rational room = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(decimal.places())).times(part);
    return values.within(decimal, value, room);
  }

  /**
   * {@code 204_5} equals itself and its bare digits, but not 54: the base is part of the answer.
   */
  private Equality numerals(Expr gold, Expr candidate) {
    boolean both = isCall(gold, "numeral") && isCall(candidate, "numeral");
    if (both) {
      return Equality.of(gold.equals(candidate), "numeral");
    }
    Expr.Call numeral = (Expr.Call) (isCall(gold, "numeral") ? gold : candidate);
    Expr other = isCall(gold, "numeral") ? candidate : gold;
    if (!numeral.equals(gold) && !numeral.arguments().get(1).equals(Num.of(10))) {
      return Equality.form("numeral");
    }
    boolean decimal = numeral.arguments().get(1).equals(Num.of(10));
    boolean digits = numeral.arguments().get(0).equals(other);
    return !digits
        ? Equality.form("numeral")
        : decimal ? Equality.equal("numeral") : Equality.unclear("base left out");
  }
}

package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.Rational;
import dev.winnow.math.expr.WorkBudget;
import java.math.BigInteger;

/** Parses the values of number tokens. */
final class NumberLiterals {
  private static final int MAX_DIGITS = 4000;

  private NumberLiterals() {}

  static Num value(String token) {
    int e = token.indexOf('E');
    if (token.length() > MAX_DIGITS) {
      throw new LimitExceeded("digits");
    }
    if (e < 0) {
      return decimal(token);
    }
    if (token.length() - e > 6) {
      throw new LimitExceeded("digits");
    }
    int exponent = Integer.parseInt(token.substring(e + 1));
    if (Math.abs(exponent) > MAX_DIGITS) {
      throw new LimitExceeded("digits");
    }
    Num mantissa = decimal(token.substring(0, e));
    int places = Math.max(0, Math.max(0, mantissa.places()) - exponent);
    return new Num(mantissa.value().times(Rational.of(10).pow(exponent)), places);
  }

  private static Num decimal(String token) {
    int point = token.indexOf('.');
    if (point < 0) {
      return new Num(Rational.of(integer(token)), -1);
    }
    int mark = token.indexOf('~');
    String digits =
        token.substring(0, point) + token.substring(point + 1, mark < 0 ? token.length() : mark);
    int places = (mark < 0 ? token.length() : mark) - point - 1;
    Rational value = Rational.of(integer(digits), BigInteger.TEN.pow(places));
    return mark < 0
        ? new Num(value, places)
        : new Num(value.plus(tail(token.substring(mark + 1), places)), -1);
  }

  /** Returns the value of a repeating tail that starts after {@code places} decimals. */
  private static Rational tail(String digits, int places) {
    BigInteger nines = BigInteger.TEN.pow(digits.length()).subtract(BigInteger.ONE);
    return Rational.of(integer(digits), nines.multiply(BigInteger.TEN.pow(places)));
  }

  private static BigInteger integer(String digits) {
    if (digits.length() < 18) {
      return BigInteger.valueOf(digits.isEmpty() ? 0 : Long.parseLong(digits));
    }
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() > WorkBudget.MAX_BITS) {
      throw new LimitExceeded("digits");
    }
    return value;
  }
}

package dev.winnow.math.value;

import dev.winnow.math.expr.Rational;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic with fifty significant digits. {@link Ball} limits the arguments beforehand. */
final class Decimals implements Reals<BigDecimal> {
  static final Decimals INSTANCE = new Decimals();

  private static final MathContext CONTEXT = new MathContext(52, RoundingMode.HALF_EVEN);
  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494459");
  private static final BigDecimal TWO_PI = PI.multiply(BigDecimal.valueOf(2));
  private static final BigDecimal TINY = new BigDecimal("1e-56");
  private static final int HALVINGS = 8;

  private Decimals() {}

  @Override
  public double epsilon() {
    return 1e-49;
  }

  @Override
  public int cost() {
    return 50;
  }

  @Override
  public BigDecimal of(Rational value) {
    return value.toDecimal(CONTEXT);
  }

  @Override
  public BigDecimal of(double value) {
    return new BigDecimal(value);
  }

  @Override
  public double toDouble(BigDecimal value) {
    return value.doubleValue();
  }

  @Override
  public BigDecimal add(BigDecimal a, BigDecimal b) {
    return a.add(b, CONTEXT);
  }

  @Override
  public BigDecimal subtract(BigDecimal a, BigDecimal b) {
    return a.subtract(b, CONTEXT);
  }

  @Override
  public BigDecimal multiply(BigDecimal a, BigDecimal b) {
    return a.multiply(b, CONTEXT);
  }

  @Override
  public BigDecimal divide(BigDecimal a, BigDecimal b) {
    return a.divide(b, CONTEXT);
  }

  @Override
  public BigDecimal sqrt(BigDecimal a) {
    return a.sqrt(CONTEXT);
  }

  /** exp(x) = exp(x / 256)^256 with the Taylor series of the small argument. */
  @Override
  public BigDecimal exp(BigDecimal a) {
    BigDecimal x = a.divide(BigDecimal.valueOf(1L << HALVINGS), CONTEXT);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int i = 1; term.abs().compareTo(TINY) > 0; i++) {
      term = term.multiply(x, CONTEXT).divide(BigDecimal.valueOf(i), CONTEXT);
      sum = sum.add(term, CONTEXT);
    }
    for (int i = 0; i < HALVINGS; i++) {
      sum = sum.multiply(sum, CONTEXT);
    }
    return sum;
  }

  /** Halley's iteration triples the sixteen digits of the initial double twice. */
  @Override
  public BigDecimal log(BigDecimal a) {
    BigDecimal y = new BigDecimal(Math.log(a.doubleValue()));
    for (int i = 0; i < 2; i++) {
      BigDecimal e = exp(y);
      BigDecimal step = a.subtract(e, CONTEXT).divide(a.add(e, CONTEXT), CONTEXT);
      y = y.add(step.add(step), CONTEXT);
    }
    return y;
  }

  @Override
  public BigDecimal sin(BigDecimal a) {
    BigDecimal x = a.remainder(TWO_PI);
    return series(x, x.round(CONTEXT), 2);
  }

  @Override
  public BigDecimal cos(BigDecimal a) {
    return series(a.remainder(TWO_PI), BigDecimal.ONE, 1);
  }

  private static BigDecimal series(BigDecimal x, BigDecimal first, int next) {
    BigDecimal square = x.multiply(x, CONTEXT).negate();
    BigDecimal sum = first;
    BigDecimal term = first;
    for (int i = next; term.abs().compareTo(TINY) > 0; i += 2) {
      term = term.multiply(square, CONTEXT).divide(BigDecimal.valueOf((long) i * (i + 1)), CONTEXT);
      sum = sum.add(term, CONTEXT);
    }
    return sum;
  }

  /** Newton's iteration on tan y = a doubles the sixteen digits of the initial double twice. */
  @Override
  public BigDecimal atan(BigDecimal a) {
    BigDecimal y = new BigDecimal(Math.atan(a.doubleValue()));
    for (int i = 0; i < 2; i++) {
      BigDecimal cos = cos(y);
      BigDecimal error = a.multiply(cos, CONTEXT).subtract(sin(y), CONTEXT);
      y = y.add(cos.multiply(error, CONTEXT), CONTEXT);
    }
    return y;
  }

  @Override
  public BigDecimal pi() {
    return PI;
  }
}

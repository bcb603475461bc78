package dev.winnow.math.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RationalTest {

  @Property
  void arithmeticKeepsLowestTerms(@ForAll int a, @ForAll int b, @ForAll int c, @ForAll int d) {
    Assume.that(b != 0 && d != 0);
    Rational sum = Rational.of(a, b).plus(Rational.of(c, d));

    assertThat(sum.denominator().signum()).isPositive();
    assertThat(sum.numerator().gcd(sum.denominator())).isEqualTo(BigInteger.ONE);
    assertThat(sum.minus(Rational.of(c, d))).isEqualTo(Rational.of(a, b));
  }

  @Property
  void theFloorIsTheLargestIntegerNotAbove(@ForAll int a, @ForAll int b) {
    Assume.that(b != 0);
    Rational value = Rational.of(a, b);
    Rational floor = value.floor();

    assertThat(floor.isInteger()).isTrue();
    assertThat(floor).isLessThanOrEqualTo(value);
    assertThat(floor.plus(Rational.ONE)).isGreaterThan(value);
  }

  @Test
  void refusesNumbersBeyondTheDigitBound() {
    assertThatThrownBy(() -> Rational.of(10).pow(100_000)).isInstanceOf(LimitExceeded.class);
    assertThatThrownBy(() -> Rational.of(BigInteger.ONE.shiftLeft(40_000)))
        .isInstanceOf(LimitExceeded.class);
  }
}

package dev.winnow.math.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PrimeFieldTest {
  private static final long LAST = PrimeField.P - 1;
  private static final BigInteger P = BigInteger.valueOf(PrimeField.P);

  @Property
  void multiplicationAgreesWithLongArithmetic(
      @ForAll @LongRange(min = 0, max = LAST) long a,
      @ForAll @LongRange(min = 0, max = LAST) long b) {
    BigInteger expected = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).mod(P);

    assertThat(PrimeField.multiply(a, b)).isEqualTo(expected.longValue());
  }

  @Property
  void anElementTimesItsInverseIsOne(@ForAll @LongRange(min = 1, max = LAST) long a) {
    assertThat(PrimeField.multiply(a, PrimeField.inverse(a))).isEqualTo(1);
  }

  @Property
  void theRootOfASquareSquaresToIt(@ForAll @LongRange(min = 0, max = LAST) long a) {
    long square = PrimeField.multiply(a, a);
    long root = PrimeField.squareRoot(square);

    assertThat(PrimeField.multiply(root, root)).isEqualTo(square);
  }

  @Test
  void theModulusIsPrimeAndHoldsTheImaginaryUnitAndTheSmallRoots() {
    assertThat(P.isProbablePrime(100)).isTrue();
    assertThat(PrimeField.multiply(PrimeField.I, PrimeField.I)).isEqualTo(LAST);
    for (long prime : new long[] {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31}) {
      assertThat(PrimeField.isSquare(prime)).as("square root of %d", prime).isTrue();
    }
  }
}

package dev.winnow.math.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;

/** Fifty digits, checked by identities that hold exactly. */
class DecimalsTest {
  private static final BigDecimal CLOSE = new BigDecimal("1e-47");
  private final Decimals decimals = Decimals.INSTANCE;

  @Property(tries = 200)
  void theLogarithmUndoesTheExponential(@ForAll @BigRange(min = "-20", max = "20") BigDecimal x) {
    assertClose(decimals.log(decimals.exp(x)), x);
  }

  @Property(tries = 200)
  void sineAndCosineLieOnTheUnitCircle(@ForAll @BigRange(min = "-100", max = "100") BigDecimal x) {
    BigDecimal sin = decimals.sin(x);
    BigDecimal cos = decimals.cos(x);

    assertClose(sin.multiply(sin).add(cos.multiply(cos)), BigDecimal.ONE);
  }

  @Property(tries = 200)
  void theArcTangentUndoesTheTangent(@ForAll @BigRange(min = "-1.5", max = "1.5") BigDecimal x) {
    assertClose(decimals.atan(decimals.divide(decimals.sin(x), decimals.cos(x))), x);
  }

  @Test
  void knownConstantsComeOutToFiftyDigits() {
    assertClose(
        decimals.exp(BigDecimal.ONE),
        new BigDecimal("2.71828182845904523536028747135266249775724709369995957"));
    assertClose(decimals.atan(BigDecimal.ONE).multiply(BigDecimal.valueOf(4)), decimals.pi());
    assertClose(
        decimals.log(BigDecimal.TWO),
        new BigDecimal("0.693147180559945309417232121458176568075500134360255254"));
  }

  private static void assertClose(BigDecimal actual, BigDecimal expected) {
    BigDecimal room = CLOSE.multiply(expected.abs().max(BigDecimal.ONE));

    assertThat(actual.subtract(expected).abs())
        .as("%s against %s", actual, expected)
        .isLessThan(room);
  }
}

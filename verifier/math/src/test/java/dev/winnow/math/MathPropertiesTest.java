package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every answer, on random expressions. */
class MathPropertiesTest {

  private static final int DEEPEST = 3;

  @Provide
  Arbitrary<String> expressions() {
    return expressions(DEEPEST);
  }

  private Arbitrary<String> expressions(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 99).map(String::valueOf),
            Arbitraries.of("x", "y", "\\pi", "\\sqrt{2}", "\\frac{1}{3}", "0.25", "n_1"));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> smaller = expressions(depth - 1);
    return Arbitraries.oneOf(
        leaf,
        joined(smaller, "(%s + %s)"),
        joined(smaller, "(%s - %s)"),
        joined(smaller, "%s \\cdot %s"),
        joined(smaller, "\\frac{%s}{%s}"),
        smaller.map(e -> "\\left(" + e + "\\right)^2"),
        smaller.map(e -> "\\sin\\left(" + e + "\\right)"));
  }

  private static Arbitrary<String> joined(Arbitrary<String> parts, String format) {
    return Combinators.combine(parts, parts).as((a, b) -> String.format(format, a, b));
  }

  private static boolean judged(MathFinding finding) {
    return finding.reason() != MathReason.LIMIT;
  }

  @Property(tries = 300)
  void equivalenceIsReflexive(@ForAll("expressions") String e) {
    assertThat(Findings.compare(e, e).equal()).isTrue();
    assertThat(Findings.compare(e, " " + e + " ").equal()).isTrue();
  }

  @Property(tries = 300)
  void equivalenceIsSymmetric(@ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertThat(Findings.compare(a, b).equal()).isEqualTo(Findings.compare(b, a).equal());
  }

  @Property(tries = 300)
  void rewritingByAValuePreservingRuleKeepsEquality(
      @ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertSame("(" + a + ")+(" + b + ")", "(" + b + ")+(" + a + ")");
    assertSame("(" + a + ")(" + b + ")", "(" + b + ")(" + a + ")");
    assertSame("2(" + a + ")", "(" + a + ")+(" + a + ")");
    assertSame("(" + a + ")-(" + b + ")", "-((" + b + ")-(" + a + "))");
    assertSame(
        "((" + a + ")+(" + b + "))^2", "(" + a + ")^2+2(" + a + ")(" + b + ")+(" + b + ")^2");
  }

  private static void assertSame(String gold, String candidate) {
    MathFinding finding = Findings.compare(gold, candidate);
    boolean undefined = finding.rule().equals("no common value");

    assertThat(finding.equal() || !judged(finding) || undefined)
        .as("%s = %s: %s", gold, candidate, finding)
        .isTrue();
  }

  @Property(tries = 300)
  void perturbingTheValueBreaksEquality(@ForAll("expressions") String e) {
    assertThat(Findings.compare(e, "(" + e + ")+1").equal()).isFalse();
    assertThat(Findings.compare(e, "(" + e + ")+10^{-9}").equal()).isFalse();
  }

  @Property
  void integersAreEqualExactlyWhenTheyAreTheSame(@ForAll long a, @ForAll long b) {
    assertThat(Findings.compare(Long.toString(a), Long.toString(b)).equal()).isEqualTo(a == b);
    assertThat(Findings.compare(Long.toString(a), Long.toString(a + 1)).equal()).isFalse();
  }

  @Property(tries = 300)
  void noInputMakesItThrow(@ForAll String reference, @ForAll String response) {
    assertThat(Findings.verify(reference, response)).isNotNull();
    assertThat(Findings.compare(reference, response)).isNotNull();
  }
}

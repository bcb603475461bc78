package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.equal.MathPolicy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** Laws of equivalence on random expressions in x and y that are defined everywhere. */
class EquivalencePropertiesTest {
  private final MathVerifier verifier = new MathVerifier(MathPolicy.defaults());

  @Provide
  Arbitrary<String> expressions() {
    return expressions(3);
  }

  private static Arbitrary<String> expressions(int depth) {
    Arbitrary<String> integers =
        Arbitraries.integers().between(-20, 99).map(n -> n < 0 ? "(" + n + ")" : "" + n);
    Arbitrary<String> roots = Arbitraries.integers().between(2, 99).map(n -> "\\sqrt{" + n + "}");
    Arbitrary<String> leaves =
        Arbitraries.oneOf(integers, roots, Arbitraries.of("x", "y", "\\pi", "\\frac{3}{7}", "2.5"));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<String> inner = expressions(depth - 1);
    Arbitrary<String> joined =
        Combinators.combine(Arbitraries.of("(%s + %s)", "(%s - %s)", "%s \\cdot %s"), inner, inner)
            .as((form, a, b) -> String.format(form, a, b));
    Arbitrary<String> power =
        Combinators.combine(inner, Arbitraries.integers().between(2, 3))
            .as((e, n) -> "(" + e + ")^{" + n + "}");
    return Arbitraries.oneOf(leaves, joined, inner.map(e -> "\\frac{" + e + "}{6}"), power);
  }

  @Property(tries = 300)
  void spelling_does_not_matter(@ForAll("expressions") String a) {
    String other =
        a.replace("(", "\\left( ").replace(")", " \\right)").replace("\\frac", "\\dfrac");
    assertEqual(a, other);
  }

  @Property(tries = 300)
  void equality_is_symmetric(@ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertThat(verifier.compare(a, b).equal()).isEqualTo(verifier.compare(b, a).equal());
  }

  @Property(tries = 300)
  void sums_and_products_commute(@ForAll("expressions") String a, @ForAll("expressions") String b) {
    assertEqual(a + " + " + b, b + " + " + a);
    assertEqual("(" + a + ")(" + b + ")", "(" + b + ") \\times (" + a + ")");
  }

  @Property(tries = 300)
  void products_distribute_over_sums(
      @ForAll("expressions") String a,
      @ForAll("expressions") String b,
      @ForAll("expressions") String c) {
    assertEqual(
        "(" + a + ")(" + b + " + " + c + ")", "(" + a + ")(" + b + ") + (" + a + ")(" + c + ")");
  }

  @Property(tries = 300)
  void neutral_elements_do_nothing(@ForAll("expressions") String a) {
    assertEqual(a, a + " + 0");
    assertEqual(a, "1 \\cdot (" + a + ")");
    assertEqual(a, "-(-(" + a + "))");
    assertEqual(a, "\\frac{5(" + a + ")}{5}");
    assertEqual(a, "(" + a + ")^1");
  }

  @Property(tries = 300)
  void another_value_is_different(
      @ForAll("expressions") String a, @ForAll @IntRange(min = 1, max = 1000) int step) {
    assertDifferent(a, a + " + " + step);
    assertDifferent(a, a + " + \\frac{1}{" + step + "}");
    assertDifferent(a, a + " + \\sqrt{" + step + "}");
    assertDifferent(a, a + " + " + step + "z");
  }

  @Property(tries = 300)
  void a_fraction_is_its_reduced_form_and_no_other(
      @ForAll @IntRange(min = -500, max = 500) int n,
      @ForAll @IntRange(min = 1, max = 500) int d,
      @ForAll @IntRange(min = 1, max = 50) int k) {
    String fraction = "\\frac{" + n + "}{" + d + "}";
    assertEqual(fraction, (long) n * k + "/" + (long) d * k);
    assertDifferent(fraction, n + 1 + "/" + d);
  }

  @Property(tries = 200)
  void the_last_digit_of_an_integer_counts(@ForAll("integers") BigInteger n) {
    assertDifferent(n.toString(), n.add(BigInteger.ONE).toString());
    assertEqual(n.toString(), String.format("%,d", n));
    assertEqual(n.toString(), n + ".0");
  }

  @Provide
  Arbitrary<BigInteger> integers() {
    return Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(40));
  }

  @Property(tries = 200)
  void a_root_keeps_its_value_when_squares_leave_it(
      @ForAll @IntRange(min = 1, max = 60) int outside,
      @ForAll @IntRange(min = 2, max = 60) int inside) {
    assertEqual(outside + "\\sqrt{" + inside + "}", "\\sqrt{" + outside * outside * inside + "}");
    assertDifferent(outside + "\\sqrt{" + inside + "}", outside + "\\sqrt{" + (inside + 1) + "}");
  }

  @Property(tries = 200)
  void a_list_holds_in_any_order_a_tuple_in_its_own(
      @ForAll @Size(min = 2, max = 6) @UniqueElements
          List<@IntRange(min = -99, max = 99) Integer> items,
      @ForAll Random random) {
    List<Integer> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);
    assertEqual(listed(items), listed(shuffled));
    assertEqual("\\{" + listed(items) + "\\}", "\\{" + listed(shuffled) + "\\}");
    if (!shuffled.equals(items)) {
      assertDifferent("(" + listed(items) + ")", "(" + listed(shuffled) + ")");
    }
  }

  @Property(tries = 200)
  void an_element_too_few_or_too_many_is_different(
      @ForAll @Size(min = 3, max = 6) @UniqueElements
          List<@IntRange(min = -99, max = 99) Integer> items) {
    String fewer = listed(items.subList(1, items.size()));
    assertDifferent(listed(items), fewer);
    assertDifferent(fewer, listed(items));
    assertDifferent("(" + listed(items) + ")", "(" + fewer + ")");
  }

  @Property(tries = 200)
  void an_interval_is_its_inequality_with_the_same_ends(
      @ForAll @IntRange(min = -500, max = 499) int low,
      @ForAll @IntRange(min = 1, max = 500) int length) {
    int high = low + length;
    assertEqual("[" + low + ", " + high + ")", low + " \\le x < " + high);
    assertDifferent("[" + low + ", " + high + ")", low + " \\le x \\le " + high);
    assertDifferent("[" + low + ", " + high + ")", "(" + low + ", " + high + "]");
  }

  @Property(tries = 200)
  void an_equation_holds_up_to_a_factor(
      @ForAll @IntRange(min = 1, max = 30) int a,
      @ForAll @IntRange(min = 1, max = 30) int b,
      @ForAll @IntRange(min = 1, max = 9) int k) {
    String line = a + "x + " + b + "y = 7";
    assertEqual(line, a * k + "x = " + 7 * k + " - " + b * k + "y");
    assertDifferent(line, a + "x - " + b + "y = 7");
    assertDifferent(line, a + "x + " + b + "y = 8");
  }

  private static String listed(List<Integer> items) {
    return String.join(", ", items.stream().map(String::valueOf).toList());
  }

  private void assertEqual(String gold, String candidate) {
    MathFinding finding = verifier.compare(gold, candidate);
    assertThat(finding.equal()).as("%s = %s: %s", gold, candidate, finding).isTrue();
  }

  private void assertDifferent(String gold, String candidate) {
    MathFinding finding = verifier.compare(gold, candidate);
    assertThat(finding.equal()).as("%s != %s: %s", gold, candidate, finding).isFalse();
  }
}

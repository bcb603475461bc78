package dev.winnow.math;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any mixture of what parsers stumble over is judged with bounded work. */
class HostileMixturesTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "^",
          "_",
          "!",
          "-",
          "+",
          "/",
          ",",
          ".",
          "=",
          "<",
          "|",
          "'",
          "$",
          "**",
          "\\",
          "\\frac",
          "\\sqrt{",
          "\\boxed{",
          "\\left(",
          "\\sum_{i=1}^{9}",
          "\\pm ",
          "\\binom{9}{4}",
          "\\sin ",
          "\\text{a}",
          "\\begin{pmatrix}",
          "&",
          "\\cup",
          "#### ",
          "the answer is ",
          "<think>",
          "</think>",
          "</answer>",
          "not ",
          "or ",
          "and ",
          "\n",
          " ",
          "9",
          "99999999",
          "0.3",
          "1/7",
          "x",
          "e",
          "\\pi",
          "%",
          "kg",
          "\u00bd",
          "\u7b54",
          "\ud800");

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(FRAGMENTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(400)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void hostileMixturesAreJudgedWithBoundedWork(
      @ForAll("mixtures") String gold, @ForAll("mixtures") String text) {
    WorkBound.assertCompares(gold, text);
    WorkBound.assertVerifies("42", text);
    WorkBound.assertVerifies(gold, "The answer is " + text);
  }
}

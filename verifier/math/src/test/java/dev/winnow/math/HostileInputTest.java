package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.equal.MathPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs made to cost time, stack or memory end quickly, with a finding. */
class HostileInputTest {
  private static final int MEGABYTE = 1 << 20;
  private static final long MAX_NANOS = 50_000_000;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final MathVerifier verifier = new MathVerifier(MathPolicy.defaults());

  static Stream<String> explosions() {
    return Stream.of(
        "9^{9^{9^{9^{9}}}}",
        "9^9^9^9^9^9^9",
        "9!!!!!!",
        "(((9!)!)!)!",
        "10^{1000000}",
        "1e999999999",
        "2^{-999999999}",
        "\\binom{1000000}{500000}",
        "\\sum_{k=1}^{1000000000} k",
        "\\prod_{k=1}^{200} k^{k}",
        "(x+y+z+1)^{1000}",
        "((((x+1)^{99}+1)^{99}+1)^{99}+1)^{99}",
        "\\sqrt[1000000]{2}",
        "\\log_{1.0000001}(2)",
        "\\sin(10^{100})",
        "e^{e^{e^{e^{e}}}}",
        "0.".concat("3".repeat(4000)),
        "0.\\overline{" + "142857".repeat(500) + "}",
        "1" + "0".repeat(3000) + "^{1" + "0".repeat(500) + "}",
        "1,".repeat(1500) + "1",
        "\\{" + "x+1,".repeat(800) + "1\\}",
        "x_1".repeat(1000),
        "\\begin{pmatrix}" + "1&2&3\\\\".repeat(400) + "\\end{pmatrix}",
        "\\pm 1 ".repeat(500),
        "(1,2)\\cup".repeat(400) + "(3,4)",
        "|".repeat(2000),
        "'".repeat(4000),
        "x" + "'".repeat(4000),
        "\\gcd(" + "9".repeat(3000) + ",7)",
        "\\arctan(\\arctan(\\arctan(".repeat(20) + "x" + ")))".repeat(20));
  }

  static Stream<String> floods() {
    return Stream.of(
            "{",
            "(",
            "[",
            "\\{",
            "\\left(",
            "\\frac",
            "\\sqrt{",
            "^",
            "_",
            "-",
            "!",
            "9",
            "9,",
            "a1",
            "\\boxed{",
            "\\boxed",
            "\\boxed{1}",
            "$",
            "$1$",
            "**",
            "**1**",
            "#### ",
            "the answer is ",
            "The answer is 1. ",
            "answer",
            "<think>",
            "</think>",
            "<answer>",
            "</answer>",
            "<answer>1</answer>",
            "\\text{a}",
            "\\\\",
            "\n",
            " ",
            ".",
            "\\(",
            "\\)",
            "\\[1\\]",
            "<|",
            "A:",
            "1 or ",
            "```",
            "\u0000",
            "\ud800",
            "\udc00",
            "\u00bd",
            "\uff11",
            ">>",
            "<<1=1>>",
            "1/",
            "0.",
            "-1",
            "x=")
        .map(unit -> unit.repeat(MEGABYTE / unit.length()));
  }

  @ParameterizedTest
  @MethodSource({"explosions", "floods"})
  void a_comparison_with_it_is_bounded(String text) {
    assertBounded(() -> verifier.compare("42", text));
    assertBounded(() -> verifier.compare(text, "42"));
    assertBounded(() -> verifier.compare(text, text + " + 1"));
  }

  @ParameterizedTest
  @MethodSource({"explosions", "floods"})
  void a_response_of_it_is_bounded(String text) {
    assertBounded(() -> verifier.verify("42", text));
    assertBounded(() -> verifier.verify("42", "The answer is " + text));
    assertBounded(() -> verifier.verify("42", text + "\nThe answer is \\boxed{" + text + "}"));
    assertBounded(() -> verifier.verify("42", text + " and so on"));
  }

  /**
   * The best of some attempts: a pause of the machine, or code not compiled yet, is not its bound.
   */
  private static void assertBounded(Runnable check) {
    long began = System.nanoTime();
    long best = Long.MAX_VALUE;
    do {
      long start = CpuTime.nanos();
      check.run();
      best = Math.min(best, CpuTime.nanos() - start);
    } while (best > MAX_NANOS && System.nanoTime() - began < PATIENCE_NANOS);
    assertThat(best).isLessThanOrEqualTo(MAX_NANOS);
  }
}

package dev.winnow.math;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs made to cost time, stack or memory end with a finding, after bounded work. The work is
 * counted, not timed: see {@link dev.winnow.math.work.CountedWork}.
 */
class HostileInputTest {
  private static final int MEGABYTE = 1 << 20;

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

  /** Texts that have been slow once, or come near a bound. */
  static List<String> heavy() {
    return List.of(
        "9!!!!!!",
        "9^9^9^9^9",
        "10^{10^{10}}",
        "2^{100000}",
        "1.5e99999",
        "\\binom{100000}{50000}",
        "2000!/1999!",
        "\\sqrt[1000000]{2}",
        "(x+1)^{1000}",
        "e^{e^{e^{e^{e}}}}",
        "\\sin(10^{20})",
        "\\sum_{i=1}^{200}\\sum_{j=1}^{200} 1/(i+j)",
        "2^".repeat(2000) + "2",
        "{".repeat(1_000_000),
        "1".repeat(1_000_000),
        "-".repeat(4000) + "1",
        "|".repeat(4000),
        "{}".repeat(2000) + "1",
        "(".repeat(3000) + "1",
        "1+".repeat(1900) + "1",
        "x*".repeat(1900) + "x",
        "1,".repeat(2000) + "1",
        "\\frac".repeat(600) + "1",
        "\\sqrt{".repeat(90) + "2" + "}".repeat(90),
        "\\boxed{".repeat(100_000),
        "\\boxed{1} ".repeat(20_000),
        "\\frac{".repeat(30_000) + "}".repeat(30_000) + "1}",
        "answer is ".repeat(50_000),
        "<think>".repeat(100_000),
        "a1".repeat(50_000));
  }

  @ParameterizedTest
  @MethodSource({"explosions", "floods", "heavy"})
  void comparesWithBoundedWork(String text) {
    WorkBound.assertCompares("42", text);
    WorkBound.assertCompares("x^2+1", text);
    WorkBound.assertCompares(text, "42");
    WorkBound.assertCompares(text, text + " + 1");
    WorkBound.assertCompares(text.substring(1), text);
  }

  @ParameterizedTest
  @MethodSource({"explosions", "floods", "heavy"})
  void verifiesWithBoundedWork(String text) {
    WorkBound.assertVerifies("42", text);
    WorkBound.assertVerifies("x^2+1", text);
    WorkBound.assertVerifies(text.substring(1), text);
    WorkBound.assertVerifies("42", "The answer is " + text);
    WorkBound.assertVerifies("42", text + "\nThe answer is \\boxed{" + text + "}");
    WorkBound.assertVerifies("42", text + " and so on");
  }
}

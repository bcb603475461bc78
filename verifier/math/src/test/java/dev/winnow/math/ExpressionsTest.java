package dev.winnow.math;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Algebra, functions, equations and inequalities. */
class ExpressionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "x+y ~ y+x",
        "(x-1)(x+1) ~ x^2-1",
        "\\frac{x^2-1}{x-1} ~ x+1",
        "0.5x ~ \\frac{x}{2}",
        "3qr + 6q ~ 3q(r+2)",
        "\\sqrt{12} ~ 2\\sqrt3",
        "5\\sqrt{21} ~ \\sqrt{525}",
        "\\frac{1}{\\sqrt3} ~ \\frac{\\sqrt3}{3}",
        "\\sqrt2\\sqrt3 ~ \\sqrt6",
        "\\sqrt{3+2\\sqrt2} ~ 1+\\sqrt2",
        "\\sqrt[3]{-8} ~ -2",
        "2^{1/4} ~ \\sqrt{\\sqrt2}",
        "3*sqrt(13) ~ 3\\sqrt{13}",
        "2\u221a3 ~ 2\\sqrt{3}",
        "x^{2/3} ~ \\sqrt[3]{x}^2",
        "a^{b+c} ~ a^b a^c",
        "\\sin^2 x+\\cos^2 x ~ 1",
        "2\\sin b\\cos a ~ \\sin(a+b)-\\sin(a-b)",
        "\\tan x ~ \\frac{\\sin x}{\\cos x}",
        "\\cos 60^\\circ ~ \\frac12",
        "\\arctan 1 ~ \\frac{\\pi}{4}",
        "\\log_2 8 ~ 3",
        "\\frac{\\ln 8}{\\ln 2} ~ 3",
        "\\ln 2 ~ \\log 2",
        "\\log_{10} 100 ~ 2",
        "e^{i\\pi} ~ -1",
        "|3-4i| ~ 5",
        "\\frac{1+6i}{2} ~ 1/2 + 3i",
        "5! ~ 120",
        "\\binom{5}{2} ~ 10",
        "C(5,2) ~ 10",
        "n! ~ n(n-1)!",
        "\\sum_{i=1}^{10} i^2 ~ 385",
        "17 \\bmod 5 ~ 2",
        "\\lfloor 2.5\\rfloor ~ 2",
        "\\gcd(25, -6125) ~ 25",
        "\\begin{vmatrix} 2 & 1 \\\\ 1 & 2 \\end{vmatrix} ~ 3",
        "\\int \\frac1x + 1 dx ~ \\int \\left(1 + \\frac{1}{x}\\right)\\, dx",
        "\\alpha_i^2 ~ \\alpha ^{2}_{i}",
        "\\frac{\\sqrt3}{3} \\approx 0.577 ~ \\frac{\\sqrt3}{3}",
        "\\\\dfrac{1}{2} ~ \\frac12"
      })
  void anExpressionRewrittenByItsRulesIsEqual(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "x+2n+1 ~ x+1",
        "\\sqrt{241} ~ \\sqrt{242}",
        "\\sqrt6 ~ \\sqrt[3]{6}",
        "\\sqrt{70} ~ 70",
        "14\\sqrt{15} ~ 210",
        "9+11i ~ 9+11i+i",
        "f(x) ~ f(y)",
        "f(2x) ~ 2f(x)",
        "\\sqrt{x^2} ~ x",
        "\\sqrt{10^{40}+1} ~ 10^{20}",
        "157 ~ 157x",
        "x^2 ~ x^2+1",
        "2x ~ 2x^2",
        "\\ln 2 ~ \\log_{10} 2"
      })
  void anotherExpressionIsDifferent(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "2=x ~ x=2",
        "y = 2 ~ 2",
        "5 ~ \\sqrt{25} = 5",
        "60 ~ 28 + 32 = 60",
        "0.75 ~ 3/4 \\text{ or } 0.75",
        "f(x) = x+1 ~ y = x+1",
        "V_{1}:V_{2}=11:21 ~ 11:21",
        "2x+4y-3=0 ~ y=-\\frac{1}{2}x+\\frac{3}{4}",
        "x^2/4 + y^2/3 = 1 ~ x^2/16 + y^2/12 = 1/4",
        "x \\leq 5 ~ 5 \\geq x",
        "x < 1 ~ -x > -1",
        "x < 3 ~ (-\\infty, 3)",
        "-793<a<10 ~ (-793,10)",
        "0<f(x)<1 ~ (0,1)",
        "1\\leq|z|\\leq 2 ~ z \\in [-2,-1]\\cup[1,2]",
        "x \\neq 3 ~ (-\\infty,3)\\cup(3,\\infty)",
        "(3,\\infty) ~ \\{x \\mid x > 3\\}"
      })
  void aRelationEqualsWhatItStates(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "x < 1 ~ x > -1",
        "x < 3 ~ x \\leq 3",
        "x < 3 ~ y < 3",
        "2 ~ x+3=2",
        "3 ~ 1+1 = 3",
        "y = 2x ~ y = 3x",
        "n=2 ~ n=3"
      })
  void aRelationDoesNotEqualWhatItDoesNotState(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }
}

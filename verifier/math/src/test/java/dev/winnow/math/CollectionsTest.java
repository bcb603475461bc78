package dev.winnow.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, sets, tuples, intervals, matrices and words. */
class CollectionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "1,-3 ~ -3, 1",
        "3, 5, 7 ~ 3, 5 \\text{ and } 7",
        "70,110 ~ \\{70,110\\}",
        "\\pm 2021 ~ \\{-2021, 2021\\}",
        "1 \\pm \\sqrt{19} ~ 1-\\sqrt{19}, 1+\\sqrt{19}",
        "(11,7)or(7,11) ~ (7,11), (11,7)",
        "a=4,\\,-8,\\,-10 ~ -10,-8,4",
        "x = -5,\\ p = \\frac{14}{3} ~ -5, \\frac{14}{3}",
        "a_3 = 2, a_{37} = 19 ~ a_{37} = 19, a_3 = 2",
        "x=1,y=2 ~ (1,2)",
        "(p,q)=(3,2) ~ (3,2)",
        "[37] ~ 37",
        "\\{\\} ~ \\emptyset",
        "\\text{no solution} ~ \\emptyset"
      })
  void listsMatchElementByElement(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "1,2,3 ~ 1,2",
        "1,2,3 ~ 1,2,3,99",
        "2,3 ~ 2,3,3",
        "\\pm 3 ~ 3",
        "(2,5) ~ (5,2)",
        "(7,49) ~ (7,49,0)",
        "x=1,y=2 ~ x=2,y=1",
        "n=2, 3, 4 ~ n=1, 2, 3",
        "12 ~ (1, 2)"
      })
  void aMissingExtraOrMisplacedElementIsDifferent(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "[0,1]\\cup[1,2] ~ [0,2]",
        "\\{-1\\} \\cup [0,7) ~ [0,7) \\cup \\{-1\\}",
        "\\mathbb{R}\\setminus\\{3\\} ~ (-\\infty,3)\\cup(3,\\infty)",
        "[0,2]\\cap(1,3) ~ (1,2]",
        "\\{1,2\\}\\setminus\\{2\\} ~ \\{1\\}",
        "|x|>1 ~ x<-1 \\text{ or } x>1",
        "\\mathbb{R} ~ (-\\infty,\\infty)",
        "\\text{all real numbers} ~ (-\\infty,\\infty)"
      })
  void setsOfRealsAreComparedAsSets(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {"(0,9) ~ [0,9)", "[0,1] ~ [0,1)", "[-1,2) ~ (-1,2)"})
  void anOpenEndIsNotAClosedOne(String gold, String candidate) {
    assertThat(Findings.compare(gold, candidate).reason()).isEqualTo(MathReason.DIFFERENT_FORM);
  }

  @Test
  void matricesMatchEntryByEntryInAnyBrackets() {
    String gold = "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}";

    Findings.assertEqual(gold, "\\left[\\begin{matrix} 1 & 2 \\\\ 3 & 8/2 \\end{matrix}\\right]");
    Findings.assertDifferent(gold, "\\begin{pmatrix} 1 & 3 \\\\ 2 & 4 \\end{pmatrix}");
    Findings.assertDifferent(gold, "\\begin{pmatrix} 1 & 2 & 3 & 4 \\end{pmatrix}");
  }

  @Test
  void matrixProductsAreCarriedOut() {
    String identity = "\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}";

    Findings.assertEqual(identity, identity + identity);
    Findings.assertEqual(
        "\\begin{pmatrix}2\\\\4\\end{pmatrix}", "2\\begin{pmatrix}1\\\\2\\end{pmatrix}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "\\text{Evelyn} ~ evelyn",
        "\\text{odd} ~ \\mathrm{odd}",
        "\\text{(C)} ~ C",
        "C ~ (C) 12",
        "\\text{yes} ~ true",
        "Alice and Bob ~ Bob and Alice"
      })
  void wordsMatchWithoutCaseAndMarkup(String gold, String candidate) {
    Findings.assertEqual(gold, candidate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "\\text{even} ~ \\text{not even}",
        "\\text{Friday} ~ yadirF",
        "on ~ no",
        "\\text{Evelyn} ~ Evelyn or none",
        "0.3 ~ \\text{(b) } 0.3",
        "E ~ E*2",
        "C ~ D"
      })
  void otherWordsAreDifferent(String gold, String candidate) {
    Findings.assertDifferent(gold, candidate);
  }
}

package dev.winnow.math.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.math.Findings;
import dev.winnow.math.MathReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerExtractorTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "so \\boxed{10} and then \\boxed{42}. ~ BOXED ~ 42",
        "$\\boxed{\\frac{1}{2}}$ is it ~ BOXED ~ \\frac{1}{2}",
        "\\fbox{7} ~ BOXED ~ 7",
        "long text #### 18 ~ HASHES ~ 18",
        "The answer is 42 because 6 times 7 is 42. ~ CUE ~ 42",
        "The final answer is $x+1$. I hope it is correct. ~ CUE ~ x+1",
        "**Final Answer:** 18 ~ CUE ~ 18",
        "Final answer: The volume of $ABC$ is 120. ~ CUE ~ 120",
        "The answer is $x=2$ and $y=3$. ~ CUE ~ x=2$ and $y=3",
        "The correct option is (C). ~ CUE ~ (C)",
        "\u7b54\u6848\uff1a42 ~ CUE ~ 42",
        "x = 2 or x = 3 ~ WHOLE ~ x = 2 or x = 3",
        "33 eggs. ~ WHOLE ~ 33 eggs.",
        "So there are **42** of them in all. ~ BOLD ~ 42",
        "The total is **42** ~ BOLD ~ 42",
        "We find that $x \\lt 3$. ~ CONCLUSION ~ x \\lt 3",
        "pi is approximately 3.14 ~ LAST_NUMBER ~ 3.14",
        "the result is -5 exactly ~ LAST_NUMBER ~ -5",
        "the cost went up by 20% ~ LAST_NUMBER ~ 20%",
        "Thus the probability is \\frac{2}{5} ~ LAST_NUMBER ~ \\frac{2}{5}",
        "So the line is y = 3x + 1. ~ LAST_NUMBER ~ y = 3x + 1",
        "So x = 1 and y = 2. ~ LAST_NUMBER ~ x = 1 and y = 2",
        "Therefore the point is (-3, 2). ~ LAST_NUMBER ~ (-3, 2)"
      })
  void findsTheAnswerByTheFirstFormPresent(String response, Form form, String expected) {
    Extraction found = AnswerExtractor.extract(response);

    assertThat(found).isNotNull();
    assertThat(found.form()).isEqualTo(form);
    assertThat(found.text()).isEqualTo(expected);
    assertThat(response.substring(found.start(), found.end())).isEqualTo(expected);
  }

  @Test
  void boldThatEndsAResponseOfSeveralLinesIsItsAnswer() {
    Extraction found = AnswerExtractor.extract("So we have\n\n**x = 5**");

    assertThat(found).isNotNull();
    assertThat(found.text()).isEqualTo("x = 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "The answer is \\boxed{12",
        "<think>it must be 12",
        "we add them up: 3 + 4 =",
        "She has 3 + 4 = <<3+4",
        "First, 3 * 4 = 12. Then we add",
        "payload() or 0",
        "```python\nx = solve(12)\nx\n```",
        "no number in here, and more words than a name has"
      })
  void aResponseWithoutAFinalAnswerHasNone(String response) {
    assertThat(AnswerExtractor.extract(response)).isNull();
    assertThat(Findings.verify("12", response).reason()).isEqualTo(MathReason.NO_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The solutions are 2 and 1.",
        "The answers are 5, 1",
        "It is 5 or 1",
        "The roots are 3, 5, and 1.",
        "It runs from 3 to 1",
        "About 5% or 1%"
      })
  void theLastOfSeveralNumbersIsNotTheAnswer(String response) {
    assertThat(Findings.verify("1", response).equal()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "She had 20 apples and ate 5, so 20 - 5 = 15 apples are left.",
        "Tom has 3 and Ann has 12, together 15.",
        "We add 3, 4 and 8: the total is 15"
      })
  void aNumberAfterOtherWordsIsTheAnswer(String response) {
    assertThat(Findings.verify("15", response).equal()).isTrue();
  }

  @Test
  void onlyWhatFollowsTheReasoningCounts() {
    String response = "<think>The answer is \\boxed{42}.</think>\nNo: \\boxed{43}.";

    assertThat(Findings.verify("42", response).equal()).isFalse();
    assertThat(Findings.verify("43", response).equal()).isTrue();
  }

  @Test
  void nothingCountsAfterAChatTemplateToken() {
    assertThat(Findings.verify("12", "There are 12. <|im_start|>user 13").equal()).isTrue();
  }

  @Test
  void aRunOfBoxesIsAlsoReadAsAList() {
    String response = "$\\boxed{(98, 2)} \\quad \\text{and} \\quad \\boxed{(99, 503)}$";

    assertThat(Findings.verify("(98, 2), (99, 503)", response).equal()).isTrue();
    assertThat(Findings.verify("(98, 2)", response).equal()).isFalse();
  }

  @Test
  void aFenceThatEndsTheResponseHoldsTheAnswer() {
    assertThat(Findings.verify("12", "Here it is:\n```\n12\n```").equal()).isTrue();
  }

  @Test
  void aReferenceMayBeAWholeSolution() {
    assertThat(AnswerExtractor.ofReference("2 + 2 = <<2+2=4>>4\n#### 4")).isEqualTo("4");
    assertThat(AnswerExtractor.ofReference("so $x = \\boxed{3}$.")).isEqualTo("3");
    assertThat(AnswerExtractor.ofReference("It costs 5.\nA: 5")).isEqualTo("5");
    assertThat(AnswerExtractor.ofReference("x+1")).isEqualTo("x+1");
  }

  @Test
  void theAnswerOfAVeryLongResponseKeepsItsOffsets() {
    String response = "word ".repeat(40_000) + "\\boxed{7}";
    Extraction found = AnswerExtractor.extract(response);

    assertThat(found).isNotNull();
    assertThat(response.substring(found.start(), found.end())).isEqualTo("7");
  }
}

package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "so \\boxed{42}. | 42",
        "first \\boxed{1}, then \\boxed{2} | 2",
        "\\boxed{\\frac{1}{2}} | \\frac{1}{2}",
        "\\boxed {x} | x",
        "\\boxed 7$ | 7",
        "\\fbox{C} | C",
        "\\boxed{\\{1, 2\\}} | \\{1, 2\\}",
      })
  void theLastBoxHoldsTheAnswer(String solution, String answer) {
    assertThat(Boxed.last(solution)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "\\boxed{42", "\\boxed{}", "\\boxed{ }", "\\boxed"})
  void withoutAClosedBoxThereIsNoAnswer(String solution) {
    assertThat(Boxed.last(solution)).isEmpty();
  }

  @Test
  void deeplyNestedBracesAreRead() {
    String nested = "{".repeat(100_000) + "x" + "}".repeat(100_000);

    assertThat(Boxed.last("\\boxed{" + nested + "}")).contains(nested);
  }
}

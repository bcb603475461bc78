package dev.winnow.math.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.LimitExceeded;
import dev.winnow.math.expr.Printer;
import dev.winnow.math.expr.WorkBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

  private static Expr parse(String answer) {
    return AnswerParser.parse(answer, true, new WorkBudget(100_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\frac12 ; 1/2",
        "\\frac{a}{b} ; a*b^(-1)",
        "2x^2 ; 2*x^2",
        "-x^2 ; -1*x^2",
        "x_{12}^2 ; x_12^2",
        "\\sin 2x \\cos y ; sin(2*x)*cos(y)",
        "3!! ; factorial(factorial(3))",
        "(1,2] ; (1, 2]",
        "[1,2) ; [1, 2)",
        "\\{1,2\\} ; {1, 2}",
        "x=1, y=2 ; x = 1, y = 2",
        "-2 \\le x < 3 ; -2 <= x < 3",
        "x \\in \\{1\\} ; x in {1}",
        "5\\text{ cm}^2 ; 5 cm^2",
        "30^\\circ ; 30 degree",
        "50\\% ; 50 %",
        "\\pm 3 ; 3, -3",
        "1,234 ; 1234",
        "(1,234) ; (1, 234)",
        "\\lgroupx+1\\rgroup ; (x + 1)",
        "101_2 ; numeral(101, 2)",
        "11:21 ; ratio(11, 21)"
      })
  void readsMathematicsIntoATree(String line) {
    String[] parts = line.split(" ; ");

    assertThat(Printer.print(parse(parts[0]))).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not even", "\\frac{1}{", "((1", "__import__('os')", "1 2", "\\unknown{3}", "&&"})
  void keepsWhatItCannotReadAsText(String answer) {
    assertThat(parse(answer)).isEqualTo(new Expr.Text(answer));
  }

  @Test
  void refusesToNestDeeperThanTheBound() {
    assertThatThrownBy(() -> parse("(".repeat(500) + "1")).isInstanceOf(LimitExceeded.class);
  }

  @Test
  void spendsTheBudgetOnEveryToken() {
    assertThatThrownBy(() -> AnswerParser.parse("1+".repeat(100) + "1", true, new WorkBudget(50)))
        .isInstanceOf(LimitExceeded.class);
  }
}

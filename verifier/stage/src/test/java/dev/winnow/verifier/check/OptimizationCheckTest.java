package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs in answers, solved and compared. */
class OptimizationCheckTest extends CheckContract {
  private static final String LP =
      """
      Maximize
        profit: 3 x + 2 y - z + 10
      Subject To
        c1: x + y <= 4   \\ time
        c2: x + 3 y
            <= 6
        x - z <= 3
      Bounds
        x <= 3.5
        -2 <= z <= 5
      End
      """;

  private static final String JSON =
      """
      {"sense": "min", "objective": {"a": 3, "b": 4},
       "constraints": [{"terms": {"a": 2, "b": 3}, "relation": ">=", "value": 7}],
       "variables": {"a": {"type": "integer"}, "b": {"type": "integer", "upper": 2}}}
      """;

  @Override
  Example example() {
    return new Example(check("optimization"), "10", fenced("json", JSON), LP);
  }

  private static String fenced(String mark, String text) {
    return "The model is:\n```" + mark + "\n" + text + "\n```\nSolve it.";
  }

  private static Finding solve(String reference, String answer) {
    return find(check("optimization"), reference, answer);
  }

  @Test
  void solvesTheLinearPartOfTheLpFormat() {
    // x = 3.5 and y = 0.5 by the time; z = 0.5, since x - z is at most 3.
    assertThat(solve("21", LP).extracted()).contains("21");
    assertThat(solve("21", LP).outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void solvesWholeNumbers() {
    assertThat(solve("10", JSON).extracted()).contains("10");
    assertThat(solve("9.5", JSON).reason()).isEqualTo("DIFFERENT");
  }

  @Test
  void readsGeneralsBinariesAndFreeVariables() {
    String lp =
        "min: x + 10 b + f\ns.t.\n2 x + 7 b >= 9.5\nf >= -3\nx <= 4\nbounds\nf free\n"
            + "general\nx\nbinary\nb\nend";

    assertThat(solve("9", lp).extracted()).contains("9");
  }

  @Test
  void aReferenceMayBeAProgram() {
    assertThat(solve(LP, fenced("lp", LP.replace("profit: ", ""))).outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void tellsInfeasibleFromUnbounded() {
    String infeasible = "max x\nst\nx <= 1\nx >= 2";
    String unbounded = "max x + y\nst\ny <= 1";

    assertThat(solve("infeasible", infeasible).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(solve("unbounded", unbounded).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(solve("unbounded", infeasible).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(solve("5", unbounded).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void whatItCannotReadIsUndecided() {
    assertThat(solve("5", "max x^2\nst\nx <= 1").reason()).isEqualTo("BAD_PROGRAM");
    assertThat(solve("5", "max x\nst\nx <= y").reason()).isEqualTo("BAD_PROGRAM");
    assertThat(solve("5", fenced("json", "{\"sense\": \"max\"}")).reason())
        .isEqualTo("BAD_PROGRAM");
    assertThat(solve("5", "The optimum is 5.").reason()).isEqualTo("NO_ANSWER");
    assertThat(solve("5", fenced("lp", LP) + fenced("lp", LP)).reason()).isEqualTo("AMBIGUOUS");
  }

  @Test
  void boundsTheSizeOfAProgram() {
    String many =
        IntStream.range(0, 400)
            .mapToObj(i -> "x" + i)
            .collect(Collectors.joining(" + ", "max ", ""));

    assertThat(solve("5", many + "\nst\nx0 <= 1").extracted().orElseThrow()).contains("300");
  }

  @Test
  void toleratesTheArithmeticOfSolvers() {
    assertThat(solve("21.00001", LP).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(solve("21.001", LP).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(find(check("optimization", "tolerance", "0.01"), "21.1", LP).outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }
}

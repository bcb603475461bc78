package dev.winnow.verifier.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreExpressionTest {
  private static final Set<String> NAMES = Set.of("helpful", "judge");
  private static final Map<String, Double> SCORES = Map.of("helpful", 2.0, "judge", 3.0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.7 * helpful + 0.3 * judge | 2.3",
        "2 * helpful - judge / 4 | 3.25",
        "helpful > 1 ? judge : 0 | 3",
        "-helpful | -2",
        "math.greatest(helpful, judge) | 3"
      })
  void aNumberIsComputedFromTheScores(String text, double expected) {
    assertThat(ScoreExpression.ofNumber(text, NAMES).number(SCORES)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"helpful >= 2, true", "helpful > 2, false", "helpful > 5 || judge == 3, true"})
  void aConditionHoldsOrDoesNot(String text, boolean expected) {
    assertThat(ScoreExpression.ofCondition(text, NAMES).holds(SCORES)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "helpful / (judge - 3)",
        "(judge - 3) / (judge - 3)",
        "math.least(helpful / (judge - 3), 1)",
        "helpful / (judge - 3) > 1 ? 1 : 0",
        "double(int(helpful * 1e300))",
        "double(int(helpful) / int(judge - 3))"
      })
  void aNumberWithAPartThatIsNotFiniteIsNone(String text) {
    assertThat(ScoreExpression.ofNumber(text, NAMES).number(SCORES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "helpful / (judge - 3) > 1",
        "(judge - 3) / (judge - 3) > 1",
        "!((judge - 3) / (judge - 3) > 1)",
        "helpful < 1 || helpful / (judge - 3) < 1",
        "int(helpful * 1e300) > int(judge)"
      })
  void aConditionWithAPartThatIsNotFiniteIsNotDecided(String text) {
    assertThat(ScoreExpression.ofCondition(text, NAMES).holds(SCORES)).isEmpty();
  }

  @Test
  void aPartThatDoesNotCountNeedNotBeFinite() {
    assertThat(
            ScoreExpression.ofCondition("judge != 3 && helpful / (judge - 3) > 1", NAMES)
                .holds(SCORES))
        .contains(false);
    assertThat(
            ScoreExpression.ofNumber("judge == 3 ? 0 : helpful / (judge - 3)", NAMES)
                .number(SCORES))
        .contains(0.0);
  }

  @Test
  void anUnknownScoreIsRefusedWithItsPlaceAndTheKnownNames() {
    assertThatThrownBy(() -> ScoreExpression.ofNumber("helpful + honest", NAMES))
        .isInstanceOf(BadExpressionException.class)
        .hasMessageContaining("column 11")
        .hasMessageContaining("honest")
        .hasMessageContaining("[helpful, judge]");
  }

  @Test
  void anExpressionOfTheWrongTypeIsRefused() {
    assertThatThrownBy(() -> ScoreExpression.ofCondition("helpful", NAMES))
        .isInstanceOf(BadExpressionException.class)
        .hasMessageContaining("bool");
    assertThatThrownBy(() -> ScoreExpression.ofNumber("helpful > 1", NAMES))
        .isInstanceOf(BadExpressionException.class)
        .hasMessageContaining("double");
  }

  @Test
  void hostileExpressionsAreRefused() {
    for (String text :
        List.of(
            "",
            "helpful >",
            "(".repeat(400) + "helpful" + ")".repeat(400),
            "helpful + ".repeat(200) + "1",
            "[1, 2].exists(x, x > helpful)",
            "helpful > 'a'")) {
      assertThatThrownBy(() -> ScoreExpression.ofCondition(text, NAMES))
          .as(text)
          .isInstanceOf(BadExpressionException.class);
    }
  }
}

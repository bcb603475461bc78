package dev.winnow.verifier.majority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.testing.Records;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Consensus;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MajorityCheckTest {
  private static final MajorityCheck CHECK = new MajorityCheck(0.5, 4);
  private static final Question QUESTION =
      new Question("p", Records.prompt("p").getMessages(), Optional.empty());

  @Test
  void countsAnswersThatAreEqualAsMathematicsThoughNotAsText() {
    Consensus settled = CHECK.settle(List.of("1/2", "\\frac{1}{2}", "0.5", "2"));

    assertThat(settled).isEqualTo(Consensus.on("1/2", 3, 4));
    assertThat(settled.share()).isEqualTo(0.75);
  }

  @Test
  void takesNoAnswerThatOnlyHalfAgreeOn() {
    Consensus settled = CHECK.settle(List.of("1", "1", "2", "3"));

    assertThat(settled).isEqualTo(Consensus.on("1", 2, 4).without(Reason.NO_MAJORITY));
  }

  @Test
  void takesTheEqualFrequentAnswerOfTheLowestIndex() {
    MajorityCheck lenient = new MajorityCheck(0.3, 4);

    assertThat(lenient.settle(List.of("3", "2", "2", "3", "1"))).isEqualTo(Consensus.on("3", 2, 5));
    assertThat(lenient.settle(List.of("1", "2", "2", "3", "3"))).isEqualTo(Consensus.on("2", 2, 5));
  }

  @Test
  void settlesOnNothingWithTooFewAnswers() {
    assertThat(CHECK.settle(List.of("1", "1", "1")))
        .isEqualTo(Consensus.on("1", 3, 3).without(Reason.TOO_FEW_ANSWERS));
    assertThat(CHECK.settle(List.of())).isEqualTo(Consensus.none(Reason.TOO_FEW_ANSWERS));
  }

  @Test
  void countsABoundedNumberOfAnswers() {
    List<String> different = IntStream.range(0, 2_000).mapToObj(i -> "x^" + i + " + 1").toList();

    Consensus settled = CHECK.settle(different);

    assertThat(settled.answers()).isEqualTo(MajorityCheck.MAX_COUNTED);
    assertThat(settled.reason()).contains(Reason.NO_MAJORITY);
    assertThat(CHECK.settle(Collections.nCopies(2_000, "7")).agreeing())
        .isEqualTo(MajorityCheck.MAX_COUNTED);
  }

  @ParameterizedTest
  @CsvSource({
    "The answer is 3., 3",
    "So x = \\boxed{\\frac{1}{2}}., \\frac{1}{2}",
    "Either \\boxed{4} or \\boxed{4}., 4"
  })
  void readsWhatAResponseStates(String response, String answer) {
    assertThat(CHECK.vote(QUESTION, response)).contains(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I would rather not say.", "It is \\boxed{1} or \\boxed{2}.", "?"})
  void countsNoResponseThatStatesNoAnswer(String response) {
    assertThat(CHECK.vote(QUESTION, response)).isEmpty();
  }

  @Test
  void isRefusedWhereOneResponseIsJudgedAlone() {
    assertThatThrownBy(() -> Checks.compile(RecordFactory.check("majority", Map.of())))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("'majority' judges whole rounds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"any_of", "all_of", "not"})
  void isRefusedInACombination(String type) {
    Map<String, String> options = Map.of("checks", "[{\"type\": \"majority\"}]");

    assertThatThrownBy(() -> Checks.compileForRecipe(RecordFactory.check(type, options)))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("'majority' judges whole rounds");
  }

  @ParameterizedTest
  @CsvSource({"share, 1", "share, -0.1", "share, NaN", "answers, 0", "answers, 65"})
  void refusesOptionsThatAreOutOfRange(String option, String value) {
    assertThatThrownBy(
            () -> Checks.compileForRecipe(RecordFactory.check("majority", Map.of(option, value))))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining(option);
  }
}

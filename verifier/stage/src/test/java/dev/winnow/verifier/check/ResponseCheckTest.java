package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.testing.Records;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided in front of every check, whatever its type. */
class ResponseCheckTest {
  private static final Check EXACT = CheckContract.check("exact");
  private static final Check CHOICE = CheckContract.check("choice");
  private static final Check REGEX = CheckContract.check("regex", "pattern", "Answer: (\\w+)");

  static Stream<Arguments> checks() {
    return Stream.of(
        Arguments.of(EXACT, "Paris", "Paris"),
        Arguments.of(CHOICE, "A", "The answer is (A)."),
        Arguments.of(REGEX, "42", "Answer: 42"),
        Arguments.of(CheckContract.check("math"), "42", "\\boxed{42}"),
        Arguments.of(CheckContract.check("regex", "pattern", "Paris"), "Paris", "Paris"));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noCheckReadsReasoning(Check check, String reference, String right) {
    Finding open = find(check, "<think>Let me guess. " + right, reference);
    Finding closed = find(check, "<think>" + right + "</think> ", reference);
    Finding before = find(check, "<think>not yet</think>\n\n" + right, reference);

    assertThat(open).isEqualTo(Finding.undecided("UNCLOSED_REASONING"));
    assertThat(closed).isEqualTo(Finding.undecided("EMPTY"));
    assertThat(before.outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noCheckReadsWhatFollowsTheEndOfTheTurn(Check check, String reference, String right) {
    assertThat(find(check, right + "<|im_end|>\n<|im_start|>user\nNo!", reference).outcome())
        .isEqualTo(Outcome.ACCEPTED);
    assertThat(find(check, "I pass.<|im_end|>" + right, reference).outcome())
        .isNotEqualTo(Outcome.ACCEPTED);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noCheckJudgesABlankResponse(Check check, String reference, String right) {
    assertThat(find(check, " \n", reference)).isEqualTo(Finding.undecided("EMPTY"));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void noCheckRejectsACallOfATool(Check check, String reference, String right) {
    String call = "<tool_call>\n{\"name\": \"search\"}\n</tool_call>";

    assertThat(find(check, call + "\n" + call, reference).outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void aCallOfAToolMayBeWhatARecipeWants() {
    Check wanted = CheckContract.check("regex", "pattern", "\"name\": \"search\"");

    assertThat(find(wanted, "<tool_call>{\"name\": \"search\"}</tool_call>", "x").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void theRecipesMarkersAreReadToo() {
    Check check = CheckContract.check("exact");
    check.setReasoningMarkers(List.of(new ReasoningMarker("((", "))")));

    assertThat(find(check, "((hm)) Paris", "Paris").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(find(check, "((Paris", "Paris")).isEqualTo(Finding.undecided("UNCLOSED_REASONING"));
  }

  @Test
  void markersThatCannotWorkMakeABadCheck() {
    Check check = CheckContract.check("exact");
    check.setReasoningMarkers(List.of(new ReasoningMarker("", "x")));

    assertThatThrownBy(() -> Checks.compile(check))
        .isInstanceOf(BadCheckException.class)
        .hasMessage("reasoning markers: open: want 1 to 100 characters that are not all blank");
  }

  @Test
  void oneOfSeveralReferencesIsEnough() {
    assertThat(find(EXACT, "y", "x", "y", "z")).isEqualTo(Finding.accepted(Reason.EQUAL, "y"));
    assertThat(find(EXACT, "w", "x", "y")).isEqualTo(Finding.rejected(Reason.DIFFERENT, "w"));
  }

  @Test
  void aReferenceThatCannotBeReadKeepsOthersFromRejecting() {
    assertThat(find(CHOICE, "The answer is B", "A", "E"))
        .isEqualTo(Finding.undecided(Reason.NO_REFERENCE));
    assertThat(find(CHOICE, "The answer is B", "E", "A"))
        .isEqualTo(Finding.undecided(Reason.NO_REFERENCE));
    assertThat(find(CHOICE, "The answer is B", "E", "B").outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void allOfTheReferencesAreWantedWhereTheRecipeSaysSo() {
    Check all = CheckContract.check("regex", "pattern", "(\\w+)$");
    all.setAllReferences(true);

    assertThat(find(all, "it is y", "y", "y").outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(find(all, "it is y", "y", "z").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(find(all, "?!", "y", "z").outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void allReferencesRejectEvenIfOneCannotBeRead() {
    Check all = CheckContract.check("choice");
    all.setAllReferences(true);

    assertThat(find(all, "The answer is B", "E", "A").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(find(all, "The answer is B", "E", "B").outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void moreReferencesThanAreTriedDecideNothing() {
    String[] many = Collections.nCopies(65, "x").toArray(String[]::new);

    assertThat(find(EXACT, "x", many)).isEqualTo(Finding.undecided(Reason.LIMIT));
  }

  private static Finding find(Check check, String response, String... references) {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt("p"))
            .setReference(references[0])
            .setOtherReferences(List.of(references).subList(1, references.length))
            .build();
    return Checks.compile(check).check(prompt, response);
  }
}

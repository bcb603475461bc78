package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallCheckTest extends CheckContract {
  private static final String WEATHER =
      "[{\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}]";

  private static final String TWO =
      "[{\"name\": \"a\", \"arguments\": {\"x\": 1}}, {\"name\": \"b\", \"arguments\": {}}]";

  @Override
  Example example() {
    return new Example(
        check("tool_call"),
        WEATHER,
        "<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"days\": 2, \"city\": \"Paris\"}}\n</tool_call>",
        "<tool_call>{\"name\": \"weather\", \"arguments\": {\"days\": 3, \"city\": \"Paris\"}}</tool_call>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}",
        "{\"name\": \"weather\", \"parameters\": {\"city\": \"Paris\", \"days\": 2.0}}",
        "I look it up. <tool_call>{\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}</tool_call>",
        "Call:\n```json\n{\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}\n```",
        "{\"tool_calls\": [{\"id\": \"1\", \"type\": \"function\", \"function\": {\"name\": \"weather\", \"arguments\": \"{\\\"city\\\": \\\"Paris\\\", \\\"days\\\": 2}\"}}]}"
      })
  void readsTheFormsInWhichModelsCall(String response) {
    assertThat(find(check("tool_call"), WEATHER, response).reason()).isEqualTo(Reason.EQUAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      value = {
        "NO_CALL; It is sunny in Paris.",
        "MALFORMED_CALL; <tool_call>{\"name\": \"weather\"",
        "MALFORMED_CALL; {\"name\": \"weather\", \"arguments\": [1]}",
        "MALFORMED_CALL; {\"name\": \"weather\", \"arguments\": {}} or so",
        "WRONG_NAME; {\"name\": \"Weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}",
        "MISSING_ARGUMENT; {\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\"}}",
        "EXTRA_ARGUMENT; {\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2, \"x\": 1}}",
        "WRONG_TYPE; {\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": \"2\"}}",
        "WRONG_VALUE; {\"name\": \"weather\", \"arguments\": {\"city\": \"Rome\", \"days\": 2}}",
        "EXTRA_CALL; [{\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}, {\"name\": \"weather\", \"arguments\": {\"city\": \"Paris\", \"days\": 2}}]"
      })
  void namesTheCategoryOfTheError(String reason, String response) {
    Finding finding = find(check("tool_call"), WEATHER, response);

    assertThat(finding.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(finding.reason()).isEqualTo(reason);
  }

  @Test
  void keepsToTheOrderUnlessItDoesNotMatter() {
    String swapped = "[{\"name\": \"b\"}, {\"name\": \"a\", \"arguments\": {\"x\": 1}}]";

    assertThat(find(check("tool_call"), TWO, swapped).reason()).isEqualTo("WRONG_ORDER");
    assertThat(find(check("tool_call", "ordered", "false"), TWO, swapped).outcome())
        .isEqualTo(Outcome.ACCEPTED);
    assertThat(find(check("tool_call", "ordered", "false"), TWO, "{\"name\": \"a\"}").reason())
        .isEqualTo("MISSING_CALL");
  }

  @Test
  void comparesArgumentsWithASchema() {
    String reference =
        "[{\"name\": \"f\", \"schema\": {\"required\": [\"x\"], \"properties\": {\"x\": {\"minimum\": 3}}}}]";

    assertThat(
            find(check("tool_call"), reference, "{\"name\": \"f\", \"arguments\": {\"x\": 4}}")
                .outcome())
        .isEqualTo(Outcome.ACCEPTED);
    assertThat(
            find(check("tool_call"), reference, "{\"name\": \"f\", \"arguments\": {\"x\": 2}}")
                .reason())
        .isEqualTo("INVALID_ARGUMENTS");
  }

  @Test
  void wantsNoCallWhereTheReferenceHasNone() {
    assertThat(find(check("tool_call"), "[]", "It is sunny.").outcome())
        .isEqualTo(Outcome.ACCEPTED);
    assertThat(find(check("tool_call"), "[]", "{\"name\": \"f\"}").reason())
        .isEqualTo("EXTRA_CALL");
    assertThat(find(check("tool_call"), "[]", "{\"degrees\": 21}").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotDecideOnACallInsideText() {
    String response = "I would call {\"name\": \"weather\", \"arguments\": {}} here.";

    assertThat(find(check("tool_call"), WEATHER, response))
        .isEqualTo(Finding.undecided(Reason.AMBIGUOUS));
  }

  @Test
  void refusesPromptsWithoutCalls() {
    ResponseCheck check = Checks.compile(check("tool_call"));

    assertThat(check.misfits(promptWith("weather(Paris)"))).hasSize(1);
    assertThat(check.misfits(promptWith(WEATHER))).isEmpty();
  }
}

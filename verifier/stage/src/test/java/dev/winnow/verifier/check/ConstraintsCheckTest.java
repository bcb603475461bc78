package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstraintsCheckTest extends CheckContract {
  private static final String THREE =
      """
      [{"id": "punctuation:no_comma"}, {"id": "startend:quotation"},
       {"id": "keywords:existence", "kwargs": {"keywords": ["cat"]}}]
      """;

  @Override
  Example example() {
    return new Example(check("constraints"), THREE, "\"A cat.\"", "\"A dog.\"");
  }

  @Test
  void namesTheInstructionsThatAreNotFollowed() {
    assertThat(find(check("constraints"), THREE, "A dog."))
        .isEqualTo(
            Finding.rejected("NOT_FOLLOWED", "1 of 3; not: startend:quotation, keywords:existence")
                .with(Map.of("followed", 1 / 3.0)));
  }

  @Test
  void acceptsAFractionWhereThatSuffices() {
    assertThat(find(check("constraints", "need", "fraction"), THREE, "A cat."))
        .isEqualTo(
            Finding.accepted("FOLLOWED", "2 of 3; not: startend:quotation")
                .with(Map.of("followed", 2 / 3.0)));
    assertThat(
            find(check("constraints", "need", "fraction", "share", "0.7"), THREE, "A cat.")
                .outcome())
        .isEqualTo(Outcome.REJECTED);
  }

  @Test
  void looseReadingIgnoresTheFirstAndLastLine() {
    String response = "Sure, here it is:\n\"A cat.\"\nWell, enjoy!";

    assertThat(find(check("constraints"), THREE, response).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(find(check("constraints", "mode", "loose"), THREE, response).outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void takesTheRecipesInstructionsForPromptsWithoutAny() {
    assertThat(find(check("constraints", "instructions", THREE), null, "\"A cat.\"").outcome())
        .isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotDecideByAnInstructionThatLacksAnArgument() {
    assertThat(find(check("constraints"), "[{\"id\": \"keywords:existence\"}]", "A cat."))
        .isEqualTo(Finding.undecided("BAD_CONSTRAINT"));
  }

  @Test
  void refusesPromptsWithUnknownInstructions() {
    ResponseCheck check = Checks.compile(check("constraints"));

    assertThat(check.misfits(promptWith("[{\"id\": \"no:such\"}]")))
        .singleElement()
        .satisfies(
            misfit ->
                assertThat(misfit.message())
                    .contains(
                        "'no:such': is neither an instruction of IFEval or IFBench nor a function"
                            + " of Tulu 3"));
    assertThat(check.misfits(promptWith(null))).hasSize(1);
    assertThat(check.misfits(promptWith(THREE))).isEmpty();
  }

  @Test
  void refusesOptionsThatCannotWork() {
    assertThatThrownBy(() -> Checks.compile(check("constraints", "instructions", "[{]")))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("option 'instructions': is neither JSON nor a Python literal");
    assertThatThrownBy(() -> Checks.compile(check("constraints", "share", "0")))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("share");
  }
}

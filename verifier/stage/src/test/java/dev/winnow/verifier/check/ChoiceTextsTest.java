package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to a question that lists its choices; B, which is Paris, is right. */
class ChoiceTextsTest {
  private static final String QUESTION =
      """
      What is the capital of France?
      A) London
      B) Paris
      C) New York
      D) Paris, Texas
      """;

  private static Finding find(String question, String response) {
    Prompt prompt =
        Prompt.newBuilder(Records.prompt("p"))
            .setMessages(List.of(Message.newBuilder().setRole("user").setContent(question).build()))
            .setReference("B")
            .build();
    return Checks.compile(CheckContract.check("choice")).check(prompt, response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Paris",
        "paris.",
        "**Paris**",
        "\"Paris\"",
        "The answer is Paris.",
        "The answer is: Paris",
        "The correct answer is **Paris**.",
        "The final answer is Paris!",
        "My answer is paris",
        "Final answer: Paris",
        "Answer: Paris",
        "**Answer:** Paris",
        "London is in England.\n\nAnswer: Paris",
        "So \\boxed{Paris}",
        "So $\\boxed{\\text{Paris}}$.",
        "<answer>Paris</answer>",
        "<answer> paris </answer>",
        "The correct option is Paris",
        "The best choice is Paris.",
        "B) Paris",
        "The answer is B) Paris.",
        "The answer is B, which is Paris."
      })
  void acceptsTheTextOfTheRightChoice(String response) {
    assertThat(find(QUESTION, response)).isEqualTo(Finding.accepted(Reason.EQUAL, "B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "London",
        "The answer is London.",
        "The answer is Paris, Texas.",
        "\\boxed{New York}",
        "<answer>new york</answer>",
        "The answer is C) New York",
        "Answer: London"
      })
  void rejectsTheTextOfAnotherChoice(String response) {
    assertThat(find(QUESTION, response).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It could be Paris.",
        "Paris or London",
        "Not Paris",
        "The answer is not Paris.",
        "The answer is Paris? I doubt it",
        "The answer is Paris or London.",
        "Answer: Paris\nAnswer: London",
        "\\boxed{Paris} and \\boxed{London}",
        "The answer is Paris. Wait, no.",
        "If the answer is Paris, I am wrong.",
        "The answer is Rome.",
        "The answer is B) London.",
        "B) London",
        "**B. New York**",
        "A) Paris",
        "The answer is the capital.",
        "Some say the answer is Paris",
        "The answer is Paris.\nThe answer is London."
      })
  void doesNotDecideByAnAmbiguousOrCrossedText(String response) {
    assertThat(find(QUESTION, response).outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Which? Paris or London",
        "Which?\nA) Paris\nB) Paris",
        "Which?\nB) Paris\nA) London",
        "Which?\nA) Paris"
      })
  void doesNotDecideByTextIfTheQuestionListsNoClearChoices(String question) {
    assertThat(find(question, "Paris")).isEqualTo(Finding.undecided(Reason.NO_ANSWER));
  }

  @Test
  void readsLongQuestionsWithinBounds() {
    assertThat(find(QUESTION + "A) x\n".repeat(100_000), "Paris").outcome())
        .isEqualTo(Outcome.UNDECIDED);
  }
}

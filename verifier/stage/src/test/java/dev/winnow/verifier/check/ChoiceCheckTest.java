package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceCheckTest extends CheckContract {
  @Override
  Example example() {
    return new Example(check("choice"), "B", "The answer is (B).", "The answer is (C).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thus \\boxed{B}",
        "Thus $\\boxed{\\text{(B)}}$.",
        "Thus \\boxed{b}",
        "The answer is B",
        "The answer is (B) because A fails",
        "Answer: B.",
        "**Answer:** B",
        "The answer is **B**",
        "ANSWER: option B",
        "The correct answer is $B$.",
        "I compared them.\n\nB",
        "I compared them.\nb)\n",
        "I choose option B",
        "My choice: (B)",
        "It must be **B**",
        "It must be (B), the blue one",
        "First I thought the answer is A, but no, the answer is B",
        "Options (A) and (C) fail. The answer is B.",
        "The answer is B. Option A and option C are wrong.",
        "The answer is A, or is it? Thus \\boxed{B}",
        "It is (B), since (A) fails",
        "(A) or (C)?\nB"
      })
  void readsTheLetterThatAResponseSettlesOn(String response) {
    assertThat(find(check("choice"), "B", response)).isEqualTo(Finding.accepted(Reason.EQUAL, "B"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I cannot tell.",
        "A cat has many lives.",
        "The answer is a cat",
        "Big Apples",
        "The answer is Blue"
      })
  void doesNotDecideWithoutALetter(String response) {
    assertThat(find(check("choice"), "B", response)).isEqualTo(Finding.undecided(Reason.NO_ANSWER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"option A, or option B", "**A** or (B)"})
  void doesNotDecideBetweenSeveralMentions(String response) {
    assertThat(find(check("choice"), "B", response)).isEqualTo(Finding.undecided(Reason.AMBIGUOUS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"B", "b", " B\n", "(B)", "B.", "(B) Paris", "B. Paris", "The answer is B"})
  void readsAReferenceInEachOfItsForms(String reference) {
    assertThat(find(check("choice"), reference, "The answer is B").extracted())
        .isEqualTo(Optional.of("B"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"E", "7", "Paris"})
  void doesNotDecideAgainstAReferenceThatIsNoChoice(String reference) {
    assertThat(find(check("choice"), reference, "The answer is B"))
        .isEqualTo(Finding.undecided(Reason.NO_REFERENCE));
  }

  @Test
  void knowsOnlyItsLetters() {
    assertThat(find(check("choice"), "B", "The answer is E").reason()).isEqualTo(Reason.NO_ANSWER);
    assertThat(find(check("choice", "letters", "ABCDE"), "E", "The answer is E").reason())
        .isEqualTo(Reason.EQUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "abc", "A-D", "AB]", "ABCDEFGHIJKLMNOPQRSTUVWXYZA"})
  void refusesLettersThatAreNone(String letters) {
    assertThatThrownBy(() -> Checks.compile(check("choice", "letters", letters)))
        .isInstanceOf(BadCheckException.class)
        .hasMessageContaining("option 'letters': want 2 to 26 capital letters");
  }
}

package dev.winnow.math.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhrasesTest {
  private final Phrases phrases = Phrases.of("i do, if, let me re*, sorry_ but, \u4e0d\u662f");

  @Test
  void endsAfterThePhraseThatBeginsAtTheOffset() {
    assertThat(phrases.end("I do not", 0, 8)).isEqualTo(4);
  }

  @Test
  void takesNoPartOfALongerWordForAPhrase() {
    assertThat(phrases.end("iffy", 0, 4)).isEqualTo(-1);
  }

  @Test
  void letsAnOpenPhraseGoOn() {
    assertThat(phrases.end("Let me recheck", 0, 14)).isEqualTo(9);
  }

  @Test
  void readsAnUnderscoreAsAComma() {
    assertThat(phrases.anyIn("Well. Sorry, but no", 0, 19)).isTrue();
  }

  @Test
  void findsWordsWithoutBlanksBetweenThem() {
    assertThat(phrases.anyIn("\u7b54\u6848\u4e0d\u662f4", 0, 5)).isTrue();
  }

  @Test
  void doesNotLookBeyondTheEnd() {
    assertThat(phrases.anyIn("I do", 0, 3)).isFalse();
  }

  @Test
  void containsOnlyAWholePhrase() {
    assertThat(phrases.contains("if so", 0, 2)).isTrue();
    assertThat(phrases.contains("if so", 0, 4)).isFalse();
  }
}

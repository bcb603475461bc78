package dev.winnow.schemas.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinHashTest {
  @Test
  void readsWordsInLowerCaseWithoutWhatIsBetweenThem() {
    assertThat(WordShingles.of("The cat -- SAT, down!", 2))
        .isEqualTo(WordShingles.of("the  CAT sat\ndown", 2))
        .hasSize(3);
  }

  @Test
  void takesAShortTextAsOneShingle() {
    assertThat(WordShingles.of("two words", 5)).hasSize(1);
    assertThat(WordShingles.of("?!", 5)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 500, 900, 1000})
  void estimatesTheJaccardIndex(int shared) {
    long[] one = words(0, 1000);
    long[] other = words(1000 - shared, 1000);
    double exact = (double) shared / (2000 - shared);

    double estimate = MinHash.of(one).similarity(MinHash.of(other));

    // Four standard errors.
    assertThat(estimate).isCloseTo(exact, within(0.18));
  }

  @Test
  void isOneForEqualTextsAndZeroForATextAndNone() {
    MinHash text = MinHash.of("one two three four", 3);
    assertThat(text.similarity(MinHash.of("One two, three four.", 3))).isEqualTo(1);
    assertThat(text.similarity(MinHash.of("", 3))).isZero();
  }

  /** The set of so many numbers as words. */
  private static long[] words(int first, int count) {
    return WordShingles.of(
        IntStream.range(first, first + count)
            .mapToObj(i -> "w" + i)
            .collect(Collectors.joining(" ")),
        1);
  }
}

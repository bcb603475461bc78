package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PromptStoreKeysTest {
  @Test
  void keysAreInTheOrderOfTheIndices() {
    assertThat(List.of(0, 1, 127, 128, 255, 256, 65_535, 65_536, 99_999))
        .isSortedAccordingTo(
            (a, b) -> PromptStoreKeys.of("p", a).compareTo(PromptStoreKeys.of("p", b)))
        .allSatisfy(
            i -> assertThat(PromptStoreKeys.index(PromptStoreKeys.of("p", i))).isEqualTo(i));
  }

  @Property
  void keysOfOnePromptAreOutsideTheRangeOfEveryOtherPrompt(
      @ForAll @StringLength(min = 1, max = 5) String id,
      @ForAll @StringLength(min = 1, max = 5) String other,
      @ForAll @IntRange(max = 99_999) int index) {
    if (!id.equals(other)) {
      assertThat(isInRangeOf(id, other, index)).isFalse();
    }
  }

  @Test
  void keysOfIdsWithSlashesAndBlanksAreKeptApart() {
    for (String other : List.of("p/", "p/0", "p /0", "p\0\0\0\0", "/p", "p/p", "0p", "P")) {
      for (int index : new int[] {0, 0x2f2f, 99_999}) {
        assertThat(isInRangeOf("p", other, index)).as(other).isFalse();
      }
    }
  }

  private static boolean isInRangeOf(String id, String other, int index) {
    return PromptStoreKeys.of(other, index).compareTo(PromptStoreKeys.of(id, 0)) >= 0
        && PromptStoreKeys.of(other, index).compareTo(PromptStoreKeys.of(id, Integer.MAX_VALUE))
            <= 0;
  }
}

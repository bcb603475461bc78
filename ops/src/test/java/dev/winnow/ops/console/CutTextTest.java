package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTextTest {
  @Test
  void aLongTextIsCutAndSaysItsLength() {
    CutText cut = CutText.of("x".repeat(CutText.MAX + 1));

    assertThat(cut.text()).hasSize(CutText.MAX);
    assertThat(cut.characters()).isEqualTo(CutText.MAX + 1);
  }

  @Test
  void aCutNeverSplitsACharacter() {
    CutText cut = CutText.of("x".repeat(CutText.MAX - 1) + "\uD83D\uDE00");

    assertThat(cut.text()).isEqualTo("x".repeat(CutText.MAX - 1));
  }
}

package dev.winnow.ops.console;

import static dev.winnow.ops.console.ConsoleRecords.RECIPE;
import static dev.winnow.ops.console.ConsoleRecords.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifficultyTest {
  private final DifficultyCounts counts = new DifficultyCounts();

  @Test
  void decilesHaveEqualNumbersOfPromptsTheHardestFirst() {
    for (int i = 0; i < 10; i++) {
      ended("p" + i, i, 9 - i);
    }

    Difficulty difficulty = difficulty();

    assertThat(difficulty.prompts()).isEqualTo(10);
    assertThat(difficulty.deciles()).hasSize(10);
    assertThat(difficulty.deciles().getFirst().passRate()).isZero();
    assertThat(difficulty.deciles().getLast().passRate()).isEqualTo(1);
    assertThat(difficulty.deciles().getFirst().candidatesPerPrompt()).isEqualTo(9);
  }

  @Test
  void promptsOfEqualDifficultyAreSplitOverDeciles() {
    for (int i = 0; i < 25; i++) {
      ended("p" + i, 2, 2);
    }

    Difficulty difficulty = difficulty();

    assertThat(difficulty.deciles())
        .hasSize(10)
        .allSatisfy(
            decile -> {
              assertThat(decile.prompts()).isCloseTo(2.5, within(1e-9));
              assertThat(decile.acceptedPerPrompt()).isCloseTo(2, within(1e-9));
            });
  }

  @Test
  void theHistogramCountsEveryPromptAndThePriorIsADistribution() {
    ended("never", 0, 5);
    ended("half", 4, 4);
    ended("always", 5, 0);

    Difficulty difficulty = difficulty();

    assertThat(difficulty.histogram().getFirst()).isEqualTo(1);
    assertThat(difficulty.histogram().get(Difficulty.BINS / 2)).isEqualTo(1);
    assertThat(difficulty.histogram().getLast()).isEqualTo(1);
    assertThat(difficulty.prior().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void aPromptThatGoesOnIsCountedNoMore() {
    Progress exhausted = progress("p", PromptState.EXHAUSTED, 1, 7);
    counts.replace(Optional.empty(), Optional.of(exhausted));

    counts.replace(Optional.of(exhausted), Optional.of(progress("p", PromptState.SAMPLING, 1, 7)));

    assertThat(difficulty().prompts()).isZero();
    assertThat(difficulty().deciles()).isEmpty();
  }

  @Test
  void theNumberOfCellsIsBounded() {
    int prompts = DifficultyCounts.MAX_CELLS + 500;
    for (int i = 0; i < prompts; i++) {
      ended("p" + i, 1, i + 1);
    }

    assertThat(counts.of(RECIPE)).hasSizeLessThanOrEqualTo(DifficultyCounts.MAX_CELLS + 101);
    assertThat(difficulty().prompts()).isEqualTo(prompts);
  }

  private void ended(String id, int accepted, int rejected) {
    counts.replace(
        Optional.empty(), Optional.of(progress(id, PromptState.SATISFIED, accepted, rejected)));
  }

  private Difficulty difficulty() {
    return Difficulty.of(RECIPE, counts.of(RECIPE));
  }
}

package dev.winnow.sink.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.testing.ProgressRecords;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnsolvablePromptsTest {
  private UnsolvablePrompts prompts;

  @BeforeEach
  void start() {
    prompts = new UnsolvablePrompts();
  }

  private void take(Progress progress) {
    prompts.take(progress.getPromptId(), progress);
  }

  private Listing listing() {
    return prompts.of("arithmetic");
  }

  @Test
  void unsolvablePromptsAreListedById() {
    take(ProgressRecords.unsolvable("b", "none of 40"));
    take(ProgressRecords.of("solved", PromptState.SATISFIED, 4).build());
    take(ProgressRecords.unsolvable("a", "one of 40"));

    assertThat(listing().prompts()).isEqualTo(2);
    assertThat(listing().listed())
        .containsExactly(
            new UnsolvablePrompt("a", 40, 1, "one of 40"),
            new UnsolvablePrompt("b", 40, 1, "none of 40"));
  }

  @Test
  void aPromptThatIsSampledAgainLeavesTheList() {
    take(ProgressRecords.unsolvable("a", "none of 40"));

    take(ProgressRecords.of("a", PromptState.SAMPLING, 48).build());

    assertThat(listing().prompts()).isZero();
  }

  @Test
  void aPromptWithoutAnAccountLeavesTheList() {
    take(ProgressRecords.unsolvable("a", "none of 40"));

    prompts.forget("a");

    assertThat(listing().prompts()).isZero();
  }

  @Test
  void recipesAreListedApart() {
    take(ProgressRecords.unsolvable("a", "none of 40"));
    take(Progress.newBuilder(ProgressRecords.unsolvable("b", "none")).setRecipe("other").build());

    assertThat(listing().listed()).extracting(UnsolvablePrompt::promptId).containsExactly("a");
    assertThat(prompts.of("other").prompts()).isEqualTo(1);
    assertThat(prompts.of("unknown")).isEqualTo(new Listing(0, List.of()));
  }

  @Test
  void theListIsBoundedAndTheNumberIsNot() {
    for (int i = 1_999; i >= 0; i--) {
      take(ProgressRecords.unsolvable("p%04d".formatted(i), "none"));
    }

    assertThat(listing().prompts()).isEqualTo(2_000);
    assertThat(listing().listed()).hasSize(UnsolvablePrompts.MAX_LISTED);
    assertThat(listing().listed().getLast().promptId()).isEqualTo("p0999");
  }

  @Test
  void reasonsAreCutToALengthAndNeverWithinACharacter() {
    take(ProgressRecords.unsolvable("a", "x".repeat(499) + "\uD83D\uDE00"));

    assertThat(listing().listed().getFirst().reason()).isEqualTo("x".repeat(499));
  }

  @Test
  void aRecipeHasChangedOnlyIfItsListHas() {
    take(ProgressRecords.unsolvable("a", "none"));
    take(ProgressRecords.of("b", PromptState.SAMPLING, 4).build());
    assertThat(prompts.drainChanged()).containsExactly("arithmetic");

    take(ProgressRecords.unsolvable("a", "none"));
    take(ProgressRecords.of("b", PromptState.SATISFIED, 4).build());
    prompts.forget("c");

    assertThat(prompts.drainChanged()).isEmpty();
  }

  @Test
  void aPromptThatMovesToAnotherRecipeChangesBoth() {
    take(ProgressRecords.unsolvable("a", "none"));
    prompts.drainChanged();

    take(Progress.newBuilder(ProgressRecords.unsolvable("a", "none")).setRecipe("other").build());

    assertThat(prompts.drainChanged()).containsExactlyInAnyOrder("arithmetic", "other");
    assertThat(listing().prompts()).isZero();
  }
}

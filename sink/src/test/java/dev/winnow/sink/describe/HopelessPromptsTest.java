package dev.winnow.sink.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.sink.describe.HopelessPrompts.Listing;
import dev.winnow.sink.testing.Accounts;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HopelessPromptsTest {
  private HopelessPrompts prompts;

  @BeforeEach
  void start() {
    prompts = new HopelessPrompts();
  }

  private void take(Progress progress) {
    prompts.take(progress.getPromptId(), progress);
  }

  private Listing listing() {
    return prompts.of("arithmetic");
  }

  @Test
  void hopelessPromptsAreListedById() {
    take(Accounts.hopeless("b", "none of 40"));
    take(Accounts.of("solved", PromptState.SATISFIED, 4).build());
    take(Accounts.hopeless("a", "one of 40"));

    assertThat(listing().prompts()).isEqualTo(2);
    assertThat(listing().listed())
        .containsExactly(
            new HopelessPrompt("a", 40, 1, "one of 40"),
            new HopelessPrompt("b", 40, 1, "none of 40"));
  }

  @Test
  void aPromptThatIsSampledAgainLeavesTheList() {
    take(Accounts.hopeless("a", "none of 40"));

    take(Accounts.of("a", PromptState.SAMPLING, 48).build());

    assertThat(listing().prompts()).isZero();
  }

  @Test
  void aPromptWithoutAnAccountLeavesTheList() {
    take(Accounts.hopeless("a", "none of 40"));

    prompts.forget("a");

    assertThat(listing().prompts()).isZero();
  }

  @Test
  void recipesAreListedApart() {
    take(Accounts.hopeless("a", "none of 40"));
    take(Progress.newBuilder(Accounts.hopeless("b", "none")).setRecipe("other").build());

    assertThat(listing().listed()).extracting(HopelessPrompt::promptId).containsExactly("a");
    assertThat(prompts.of("other").prompts()).isEqualTo(1);
    assertThat(prompts.of("unknown")).isEqualTo(new Listing(0, List.of()));
  }

  @Test
  void theListIsBoundedAndTheNumberIsNot() {
    for (int i = 1_999; i >= 0; i--) {
      take(Accounts.hopeless("p%04d".formatted(i), "none"));
    }

    assertThat(listing().prompts()).isEqualTo(2_000);
    assertThat(listing().listed()).hasSize(HopelessPrompts.MAX_LISTED);
    assertThat(listing().listed().getLast().promptId()).isEqualTo("p0999");
  }

  @Test
  void reasonsAreCutToALengthAndNeverWithinACharacter() {
    take(Accounts.hopeless("a", "x".repeat(499) + "\uD83D\uDE00"));

    assertThat(listing().listed().getFirst().reason()).isEqualTo("x".repeat(499));
  }

  @Test
  void aRecipeHasChangedOnlyIfItsListHas() {
    take(Accounts.hopeless("a", "none"));
    take(Accounts.of("b", PromptState.SAMPLING, 4).build());
    assertThat(prompts.drainChanged()).containsExactly("arithmetic");

    take(Accounts.hopeless("a", "none"));
    take(Accounts.of("b", PromptState.SATISFIED, 4).build());
    prompts.forget("c");

    assertThat(prompts.drainChanged()).isEmpty();
  }

  @Test
  void aPromptThatMovesToAnotherRecipeChangesBoth() {
    take(Accounts.hopeless("a", "none"));
    prompts.drainChanged();

    take(Progress.newBuilder(Accounts.hopeless("a", "none")).setRecipe("other").build());

    assertThat(prompts.drainChanged()).containsExactlyInAnyOrder("arithmetic", "other");
    assertThat(listing().prompts()).isZero();
  }
}

package dev.winnow.ops.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailedPromptsTest {
  private final FailedPrompts failed = new FailedPrompts("r", Optional.empty());

  @Test
  void theLatestProgressOfAPromptCounts() {
    failed.onProgress("a", progress("r", PromptState.FAILED, "LOST"));
    failed.onProgress("b", progress("r", PromptState.FAILED, "LOST"));
    failed.onProgress("a", progress("r", PromptState.SAMPLING, null));

    assertThat(failed.ids()).containsExactly("b");
  }

  @Test
  void otherRecipesAndOtherStatesAreLeftOut() {
    failed.onProgress("a", progress("other", PromptState.FAILED, "LOST"));
    failed.onProgress("b", progress("r", PromptState.EXHAUSTED, "BUDGET_SPENT"));

    assertThat(failed.ids()).isEmpty();
  }

  @Test
  void whatWasTakenBackIsNotFailed() {
    failed.onProgress("a", progress("r", PromptState.FAILED, "LOST"));
    failed.onProgress("a", Optional.empty());

    assertThat(failed.ids()).isEmpty();
  }

  @Test
  void theyAreCountedByReason() {
    failed.onProgress("a", progress("r", PromptState.FAILED, "LOST"));
    failed.onProgress("b", progress("r", PromptState.FAILED, "LOST"));
    failed.onProgress("c", progress("r", PromptState.FAILED, null));

    assertThat(failed.byReason()).isEqualTo(Map.of("LOST", 2, "(no code)", 1));
  }

  @Test
  void onlyThoseWithTheReasonAreTaken() {
    FailedPrompts lost = new FailedPrompts("r", Optional.of("LOST"));
    lost.onProgress("a", progress("r", PromptState.FAILED, "LOST"));
    lost.onProgress("b", progress("r", PromptState.FAILED, "CONTENT_FILTER"));

    assertThat(lost.ids()).containsExactly("a");
  }

  private static Optional<Progress> progress(
      String recipe, PromptState state, @Nullable String code) {
    return Optional.of(
        Progress.newBuilder()
            .setPromptId("any")
            .setRecipe(recipe)
            .setRecipeVersion("v")
            .setState(state)
            .setReasonCode(code)
            .setRound(1)
            .setOrdered(0)
            .setJudged(0)
            .setAccepted(0)
            .setRejected(0)
            .setUndecided(0)
            .setStartedAt(Instant.EPOCH)
            .setUpdatedAt(Instant.EPOCH)
            .build());
  }
}

package dev.winnow.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PromptCountsTest {
  private final PromptCounts counts = new PromptCounts();

  private void put(String id, PromptState state, @Nullable String code, int accepted) {
    counts.progress(
        id.getBytes(StandardCharsets.UTF_8),
        Optional.of(
            Progress.newBuilder()
                .setPromptId(id)
                .setRecipe("arithmetic")
                .setRecipeVersion("0123456789ab")
                .setState(state)
                .setReasonCode(code)
                .setRound(1)
                .setOrdered(4)
                .setJudged(accepted)
                .setAccepted(accepted)
                .setRejected(0)
                .setUndecided(0)
                .setTokens(10)
                .setStartedAt(Records.NOW)
                .setUpdatedAt(Records.NOW)
                .build()));
  }

  @Test
  void theLatestProgressOfAPromptReplacesTheOneBefore() {
    put("a", PromptState.SAMPLING, "NO_WORKER", 0);
    put("a", PromptState.SATISFIED, null, 3);

    RecipeStatus recipe = counts.recipes().getFirst();

    assertThat(recipe.open()).isZero();
    assertThat(recipe.ended()).isEqualTo(Map.of("SATISFIED", 1L));
    assertThat(recipe.waiting()).isEmpty();
    assertThat(recipe.accepted()).isEqualTo(3);
    assertThat(recipe.ordered()).isEqualTo(4);
    assertThat(recipe.tokens()).isEqualTo(10);
  }

  @Test
  void openPromptsAreCountedByWhatTheyWaitFor() {
    put("a", PromptState.SAMPLING, "SERVER_BLOCKED", 0);
    put("b", PromptState.SAMPLING, "SERVER_BLOCKED", 0);
    put("c", PromptState.SAMPLING, null, 0);
    put("d", PromptState.EXHAUSTED, "CANDIDATES_SPENT", 0);

    RecipeStatus recipe = counts.recipes().getFirst();

    assertThat(recipe.open()).isEqualTo(3);
    assertThat(recipe.waiting()).isEqualTo(Map.of("SERVER_BLOCKED", 2L));
  }

  @Test
  void aForgottenPromptCountsNoMore() {
    put("a", PromptState.SATISFIED, null, 3);

    counts.progress("a".getBytes(StandardCharsets.UTF_8), Optional.empty());

    assertThat(counts.recipes()).isEmpty();
  }
}

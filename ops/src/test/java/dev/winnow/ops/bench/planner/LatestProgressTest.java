package dev.winnow.ops.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestProgressTest {
  private final LatestProgress accounts = new LatestProgress();

  @Test
  void aPromptThatWaitsForItsTurnHasNotBegun() {
    accounts.take(progress("a", PromptState.SAMPLING, 0, 0));

    assertThat(accounts.begun()).isZero();
  }

  @Test
  void eachPromptBeginsAndEndsOnce() {
    accounts.take(progress("a", PromptState.SAMPLING, 1, 4));
    accounts.take(progress("a", PromptState.SAMPLING, 2, 10));
    accounts.take(progress("b", PromptState.SAMPLING, 1, 4));
    accounts.take(progress("a", PromptState.SATISFIED, 2, 10));
    accounts.take(progress("a", PromptState.SATISFIED, 2, 10));

    assertThat(accounts.begun()).isEqualTo(2);
    assertThat(accounts.ended()).isEqualTo(1);
    assertThat(accounts.ordered("a")).isEqualTo(10);
    assertThat(accounts.meanRound()).as("14 candidates in 3 rounds").isEqualTo(5);
  }

  private static Progress progress(String id, PromptState state, int round, int ordered) {
    return Progress.newBuilder()
        .setPromptId(id)
        .setRecipe("r")
        .setRecipeVersion("v")
        .setState(state)
        .setRound(round)
        .setOrdered(ordered)
        .setJudged(0)
        .setAccepted(0)
        .setRejected(0)
        .setUndecided(0)
        .setMetadata(Map.of())
        .setStartedAt(Instant.EPOCH)
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }
}

package dev.winnow.sink.testing;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.testing.Records;

/** ProgressRecords of prompts to start a test from. */
public final class ProgressRecords {
  private ProgressRecords() {}

  /** Of a prompt of the recipe {@code arithmetic}: all ordered are judged, none accepted. */
  public static Progress.Builder of(String promptId, PromptState state, int ordered) {
    return Progress.newBuilder()
        .setPromptId(promptId)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setState(state)
        .setRound(1)
        .setOrdered(ordered)
        .setJudged(ordered)
        .setAccepted(0)
        .setRejected(0)
        .setUndecided(0)
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW);
  }

  /** Of a prompt that is given up as unsolvable. */
  public static Progress unsolvable(String promptId, String reason) {
    return of(promptId, PromptState.EXHAUSTED, 40)
        .setAccepted(1)
        .setUnsolvable(true)
        .setReason(reason)
        .build();
  }
}

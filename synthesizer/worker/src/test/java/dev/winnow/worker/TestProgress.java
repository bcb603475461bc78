package dev.winnow.worker;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.time.Instant;

/** Accounts of prompts with two candidates, both of which are judged. */
final class TestProgress {
  private TestProgress() {}

  static Progress of(String promptId, PromptState state, Instant at, int round) {
    return Progress.newBuilder()
        .setPromptId(promptId)
        .setRecipe("arithmetic")
        .setRecipeVersion("1")
        .setState(state)
        .setRound(round)
        .setOrdered(2)
        .setJudged(2)
        .setAccepted(2)
        .setRejected(0)
        .setUndecided(0)
        .setStartedAt(at)
        .setUpdatedAt(at)
        .build();
  }
}

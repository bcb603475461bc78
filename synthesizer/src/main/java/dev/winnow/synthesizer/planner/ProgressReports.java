package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import dev.winnow.synthesizer.planner.life.PromptLife;
import dev.winnow.synthesizer.planner.life.PromptLife.Ended;
import dev.winnow.synthesizer.planner.life.PromptLife.Waiting;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.life.Tally;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes progress records of a prompt's life. */
final class ProgressReports {
  private ProgressReports() {}

  static Progress of(
      Prompt prompt,
      String recipeVersion,
      int round,
      PromptLife life,
      @Nullable String reason,
      Instant now) {
    Tally tally = tally(life);
    return Progress.newBuilder()
        .setPromptId(prompt.getId())
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion(recipeVersion)
        .setState(life.state())
        .setReason(reason)
        .setRound(round)
        .setOrdered(ordered(life))
        .setJudged(tally.judged())
        .setAccepted(tally.accepted())
        .setRejected(tally.rejected())
        .setUndecided(tally.undecided())
        .setPassRate(tally.judged() == 0 ? null : (double) tally.accepted() / tally.judged())
        .setMetadata(prompt.getMetadata())
        .setStartedAt(Instant.ofEpochMilli(life.startedAt()))
        .setUpdatedAt(now)
        .build();
  }

  private static Tally tally(PromptLife life) {
    return switch (life) {
      case Waiting waiting -> Tally.NONE;
      case Sampling sampling -> sampling.tally();
      case Ended ended -> ended.tally();
    };
  }

  private static int ordered(PromptLife life) {
    return switch (life) {
      case Waiting waiting -> 0;
      case Sampling sampling -> sampling.ordered();
      case Ended ended -> ended.ordered();
    };
  }
}

package dev.winnow.planner;

import dev.winnow.planner.state.InRound;
import dev.winnow.planner.state.PromptAccount;
import dev.winnow.planner.state.PromptStatus;
import dev.winnow.planner.state.Tally;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Information;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes progress records of a prompt's status, for the caller to complete. */
final class ProgressReports {
  private ProgressReports() {}

  /** Returns the progress of a prompt that had no round yet. */
  static Progress.Builder of(Prompt prompt, PromptStatus status, Instant now) {
    Tally tally = status.tally();
    return Progress.newBuilder()
        .setPromptId(prompt.getId())
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion("")
        .setState(status.state())
        .setRound(0)
        .setOrdered(status.ordered())
        .setJudged(tally.judged())
        .setAccepted(tally.accepted())
        .setRejected(tally.rejected())
        .setUndecided(tally.undecided())
        .setPassRate(passRate(tally))
        .setContentHash(status.identity().contentHash())
        .setMetadata(prompt.getMetadata())
        .setStartedAt(Instant.ofEpochMilli(status.identity().startedAt()))
        .setUpdatedAt(now);
  }

  private static @Nullable Double passRate(Tally tally) {
    OptionalDouble rate = Information.passRate(tally.accepted(), tally.rejected());
    return rate.isPresent() ? rate.getAsDouble() : null;
  }

  /**
   * Returns the progress of a prompt that is, or was, sampled.
   *
   * @param status what it is now
   * @param account what is known of it, or was before it ended
   */
  static Progress.Builder of(
      Prompt prompt,
      String recipeVersion,
      PromptStatus status,
      PromptAccount account,
      Instant now) {
    return of(prompt, status, now)
        .setRecipeVersion(recipeVersion)
        .setRound(account.orders().rounds())
        .setAwaitingScores(status instanceof InRound inRound ? inRound.awaitingScores() : 0)
        .setIdentical(account.verdicts().identical())
        .setTokens(account.verdicts().tokens().sampled())
        .setScoringTokens(account.verdicts().tokens().scoring())
        .setWanted(
            account.orders().wanted() instanceof Wanted.Number number ? number.accepted() : null);
  }
}

package dev.winnow.planner;

import dev.winnow.planner.state.ActivePrompt;
import dev.winnow.planner.state.PromptLife;
import dev.winnow.planner.state.Tally;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Information;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Prompt;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes progress records of a prompt's life, for the caller to complete. */
final class ProgressReports {
  private ProgressReports() {}

  /** Of a prompt that had no round yet. */
  static Progress.Builder of(Prompt prompt, PromptLife life, Instant now) {
    Tally tally = life.tally();
    return Progress.newBuilder()
        .setPromptId(prompt.getId())
        .setRecipe(prompt.getRecipe())
        .setRecipeVersion("")
        .setState(life.state())
        .setRound(0)
        .setOrdered(life.ordered())
        .setJudged(tally.judged())
        .setAccepted(tally.accepted())
        .setRejected(tally.rejected())
        .setUndecided(tally.undecided())
        .setPassRate(passRate(tally))
        .setContentHash(life.contentHash())
        .setMetadata(prompt.getMetadata())
        .setStartedAt(Instant.ofEpochMilli(life.startedAt()))
        .setUpdatedAt(now);
  }

  private static @Nullable Double passRate(Tally tally) {
    OptionalDouble rate = Information.passRate(tally.accepted(), tally.rejected());
    return rate.isPresent() ? rate.getAsDouble() : null;
  }

  /**
   * Of a prompt that is, or was, sampled.
   *
   * @param life what it is now
   * @param sampling what it is, or was before it ended
   */
  static Progress.Builder of(
      Prompt prompt, String recipeVersion, PromptLife life, ActivePrompt sampling, Instant now) {
    return of(prompt, life, now)
        .setRecipeVersion(recipeVersion)
        .setRound(sampling.round().number())
        .setIdentical(sampling.verdicts().identical())
        .setWanted(sampling.wanted() instanceof Wanted.Number number ? number.accepted() : null);
  }
}

package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.planner.life.Sampling;
import dev.winnow.synthesizer.planner.life.Sampling.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the trials that order what a prompt misses. */
final class Trials {
  /** Most candidates of one trial: a larger round is shared among workers. */
  static final int MAX_CANDIDATES = 64;

  private Trials() {}

  static List<Trial> of(Prompt prompt, Recipe recipe, Sampling life, Instant now) {
    List<Trial> trials = new ArrayList<>();
    for (Run run : life.missing()) {
      int end = run.first() + run.count();
      for (int first = run.first(); first < end; first += MAX_CANDIDATES) {
        trials.add(trial(prompt, recipe, life, first, Math.min(MAX_CANDIDATES, end - first), now));
      }
    }
    return trials;
  }

  private static Trial trial(
      Prompt prompt, Recipe recipe, Sampling life, int first, int count, Instant now) {
    return Trial.newBuilder()
        .setId(CandidateId.ofTrial(prompt.getId(), first, count))
        .setPrompt(prompt)
        .setRecipeVersion(recipe.getVersion())
        .setPool(recipe.getPool())
        .setRound(life.round().number())
        .setAttempt(life.round().attempt())
        .setFirstIndex(first)
        .setCount(count)
        .setSeed(recipe.getSeed())
        .setSampling(recipe.getSampling())
        .setCheck(recipe.getCheck())
        .setSelection(life.selection().orElse(null))
        .setIssuedAt(now)
        .build();
  }
}

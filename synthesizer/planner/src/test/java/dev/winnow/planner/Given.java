package dev.winnow.planner;

import dev.winnow.schemas.Allocation;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Reasons;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.util.stream.IntStream;

/** Recipes and verdicts to start a test of the planner from. */
final class Given {
  private Given() {}

  /** This many candidates for each prompt. */
  static Recipe fixed(int candidates) {
    return allocated(Records.fixed(candidates));
  }

  /** Until this many are accepted. */
  static Recipe uniform(int accepted, int maxCandidates, int maxRound) {
    return allocated(Records.uniform(accepted, maxCandidates, maxRound));
  }

  static Recipe allocated(Allocation allocation) {
    return Records.versioned(Recipe.newBuilder(Records.recipe()).setAllocation(allocation).build());
  }

  /** The same prompt under a recipe of this name. */
  static Prompt under(String recipe, Prompt prompt) {
    return Prompt.newBuilder(prompt).setRecipe(recipe).build();
  }

  static Verdict accepted(String promptId, int index) {
    return verdict(promptId, index, Outcome.ACCEPTED, "EQUAL");
  }

  static Verdict rejected(String promptId, int index) {
    return verdict(promptId, index, Outcome.REJECTED, "DIFFERENT_VALUE");
  }

  static Verdict undecided(String promptId, int index) {
    return verdict(promptId, index, Outcome.UNDECIDED, "NO_ANSWER");
  }

  static Verdict notSampled(String promptId, int index) {
    return verdict(promptId, index, Outcome.UNDECIDED, Reasons.NOT_SAMPLED);
  }

  /** Rejects the candidates with these indices. */
  static Verdict[] rejected(String promptId, int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(index -> rejected(promptId, index))
        .toArray(Verdict[]::new);
  }

  private static Verdict verdict(String promptId, int index, Outcome outcome, String reason) {
    return Verdict.newBuilder()
        .setPromptId(promptId)
        .setIndex(index)
        .setRecipe("arithmetic")
        .setRecipeVersion("v1")
        .setOutcome(outcome)
        .setReason(reason)
        .setTokens(5)
        .setVerifier("math/1")
        .setJudgedAt(Records.NOW)
        .build();
  }
}

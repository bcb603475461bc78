package dev.winnow.sink.testing;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.PairAction;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Pairs to start a test from. */
public final class Pairs {
  private Pairs() {}

  /** A pair of the recipe {@code arithmetic}: an accepted candidate and a rejected one. */
  public static Pair pair(String promptId, int chosen, int rejected, int rank, int count) {
    return Pair.newBuilder()
        .setId("%s/%d-%d".formatted(promptId, chosen, rejected))
        .setPromptId(promptId)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setPolicy("max_min")
        .setRank(rank)
        .setCount(count)
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setReference("3")
        .setChosen("It is 3.")
        .setRejected("It is 4.\nReally: \"4\" — ∑")
        .setChosenId(CandidateId.of(promptId, chosen))
        .setRejectedId(CandidateId.of(promptId, rejected))
        .setChosenOutcome(Outcome.ACCEPTED)
        .setRejectedOutcome(Outcome.REJECTED)
        .setChosenScore(2.5)
        .setRejectedScore(-1.0)
        .setMargin(3.5)
        .setChosenScores(Map.of("helpful", 2.5))
        .setRejectedScores(Map.of("helpful", -1.0))
        .setVotesFor(1)
        .setVotesTotal(1)
        .setStrengthMean(3.5)
        .setStrengthDeviation(0.0)
        .setAction(PairAction.KEEP)
        .setSimilarity(0.25)
        .setChosenTokens(5)
        .setRejectedTokens(9)
        .setPassRate(0.5)
        .setChosenModel("abacus")
        .setRejectedModel("abacus")
        .setVerifier("math/2")
        .setScorers(List.of("helpful reward/1 rm"))
        .setMetadata(Map.of("family", "add"))
        .setCuratedAt(Records.NOW)
        .build();
  }
}

package dev.winnow.ops.console;

import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of prompts in the recipe {@code arithmetic}. */
final class ConsoleRecords {
  static final String RECIPE = "arithmetic";

  static {
    AvroTrust.install();
  }

  private ConsoleRecords() {}

  static Progress progress(String id, PromptState state, int accepted, int rejected) {
    Progress.Builder progress =
        Progress.newBuilder()
            .setPromptId(id)
            .setRecipe(RECIPE)
            .setRecipeVersion("0123456789ab")
            .setState(state)
            .setRound(2)
            .setOrdered(accepted + rejected)
            .setJudged(accepted + rejected)
            .setAccepted(accepted)
            .setRejected(rejected)
            .setUndecided(0)
            .setTokens(10L * (accepted + rejected))
            .setMetadata(Map.of("family", "add"))
            .setStartedAt(Instant.now())
            .setUpdatedAt(Instant.now());
    if (state == PromptState.EXHAUSTED) {
      progress.setReasonCode("CANDIDATES_SPENT").setReason("8 of 8 candidates are spent");
    }
    if (accepted + rejected > 0) {
      progress.setPassRate(accepted / (double) (accepted + rejected));
    }
    return progress.build();
  }

  static Verdict verdict(String id, int index, Outcome outcome, String reason) {
    return Verdict.newBuilder()
        .setPromptId(id)
        .setIndex(index)
        .setRecipe(RECIPE)
        .setRecipeVersion("0123456789ab")
        .setOutcome(outcome)
        .setReason(reason)
        .setTokens(10)
        .setVerifier("math/1")
        .setJudgedAt(Instant.now())
        .build();
  }

  static Sample row(String id, int index, Outcome outcome, String reason, String response) {
    return Sample.newBuilder()
        .setId(id + "/" + index)
        .setPromptId(id)
        .setIndex(index)
        .setRecipe(RECIPE)
        .setRecipeVersion("0123456789ab")
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setPrompt("What is 1 + 2?")
        .setResponse(response)
        .setReference("3")
        .setOutcome(outcome)
        .setReason(reason)
        .setExtractedAnswer("4")
        .setScores(Map.of("helpful", 0.5))
        .setRound(1 + index / 2)
        .setModel("abacus")
        .setSampling(Records.sampling())
        .setSeed(1L << 60)
        .setFinishReason(FinishReason.STOP)
        .setTokens(10)
        .setVerifier("math/1")
        .setSampledAt(Instant.now())
        .setJudgedAt(Instant.now())
        .build();
  }
}

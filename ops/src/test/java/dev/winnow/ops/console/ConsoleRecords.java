package dev.winnow.ops.console;

import dev.winnow.schemas.AvroTrust;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.PairAction;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerCounts;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  static DeadLetter letter(String reason, Instant failedAt, String value) {
    return DeadLetter.newBuilder()
        .setStage("planner")
        .setTopic("winnow.prompts")
        .setPartition(0)
        .setOffset(7)
        .setKey(ByteBuffer.wrap("p".getBytes(StandardCharsets.UTF_8)))
        .setValue(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)))
        .setReason(reason)
        .setError("the value is not framed as the registry's clients do")
        .setFailedAt(failedAt)
        .build();
  }

  static WorkerStatus worker(String name, WorkerState state, Instant reportedAt, long tokens) {
    return WorkerStatus.newBuilder()
        .setPool(Records.POOL)
        .setWorker(name)
        .setState(state)
        .setReasonCode(state == WorkerState.READY ? null : "WRONG_KEY")
        .setReason(state == WorkerState.READY ? null : "http://server/v1 answers 401: wrong key")
        .setSince(reportedAt.minusSeconds(300))
        .setHeld(state == WorkerState.READY ? 12 : 1)
        .setModel("abacus")
        .setCounts(new WorkerCounts(tokens / 100, tokens, 1L, 40L, 0L))
        .setFill(state == WorkerState.READY ? 0.75 : null)
        .setNextRequestAt(state == WorkerState.READY ? null : reportedAt.plusSeconds(90))
        .setInputPrice(0.0)
        .setOutputPrice(2.0)
        .setCost(2.0 * tokens / 1e6)
        .setReportedAt(reportedAt)
        .build();
  }

  static Pair pair(String id, String chosen, String rejected) {
    return Pair.newBuilder()
        .setId(id + "/1/0")
        .setPromptId(id)
        .setRecipe(RECIPE)
        .setRecipeVersion("0123456789ab")
        .setPolicy("max_min")
        .setRank(0)
        .setCount(1)
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setReference("3")
        .setChosen(chosen)
        .setRejected(rejected)
        .setChosenId(id + "/1")
        .setRejectedId(id + "/0")
        .setChosenOutcome(Outcome.ACCEPTED)
        .setRejectedOutcome(Outcome.REJECTED)
        .setChosenScore(1.75)
        .setRejectedScore(-0.5)
        .setMargin(2.25)
        .setAction(PairAction.KEEP)
        .setSimilarity(0.25)
        .setChosenTokens(12)
        .setRejectedTokens(14)
        .setChosenModel("abacus")
        .setRejectedModel("abacus")
        .setVerifier("math/1")
        .setCuratedAt(Instant.now())
        .build();
  }
}

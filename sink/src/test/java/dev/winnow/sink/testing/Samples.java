package dev.winnow.sink.testing;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Well-formed samples to start a test from. */
public final class Samples {
  private Samples() {}

  /** A sample of the recipe {@code arithmetic}. */
  public static Sample sample(String promptId, int index, Outcome outcome) {
    return sample("arithmetic", promptId, index, outcome);
  }

  /** An accepted sample as the curator selected it, of so many of its prompt. */
  public static Sample selected(String promptId, int index, int rank, int count) {
    return Sample.newBuilder(sample(promptId, index, Outcome.ACCEPTED))
        .setSelectedAs(
            SelectedAs.newBuilder()
                .setPolicy("random")
                .setRank(rank)
                .setCount(count)
                .setTake(count)
                .setPassRate(0.5)
                .build())
        .build();
  }

  /** The row of the candidate when it was judged again, in place of this row's verdict. */
  public static Sample replacing(Sample row, Outcome outcome) {
    ReplacedVerdict replaced =
        ReplacedVerdict.newBuilder()
            .setRevision(Revision.of(row.getReplaces()))
            .setRecipeVersion(row.getRecipeVersion())
            .setVerifier(row.getVerifier())
            .setOutcome(row.getOutcome())
            .setReason(row.getReason())
            .setJudgedAt(row.getJudgedAt())
            .build();
    return Sample.newBuilder(sample(row.getRecipe(), row.getPromptId(), row.getIndex(), outcome))
        .setReplaces(replaced)
        .build();
  }

  /** A sample of any recipe. */
  public static Sample sample(String recipe, String promptId, int index, Outcome outcome) {
    return Sample.newBuilder()
        .setId(CandidateId.of(promptId, index))
        .setPromptId(promptId)
        .setIndex(index)
        .setRecipe(recipe)
        .setRecipeVersion("0123456789ab")
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setPrompt("What is 1 + 2?")
        .setResponse("It is %d.\nReally: \"3\" — ∑".formatted(index))
        .setReference("3")
        .setOutcome(outcome)
        .setCorrect(outcome == Outcome.UNDECIDED ? null : outcome == Outcome.ACCEPTED)
        .setReason(outcome == Outcome.ACCEPTED ? "EQUAL" : "DIFFERENT_VALUE")
        .setExtractedAnswer("3")
        .setPassRate(0.25)
        .setRound(1)
        .setModel("abacus")
        .setSampling(
            SamplingParams.newBuilder().setTemperature(0.7).setTopP(0.9).setMaxTokens(64).build())
        .setSeed(-7_000_000_000_000L)
        .setFinishReason(FinishReason.STOP)
        .setTokens(12)
        .setVerifier("math/1")
        .setMetadata(Map.of("family", "add", "level", "1"))
        .setSampledAt(Records.NOW)
        .setJudgedAt(Records.NOW.plusMillis(1))
        .build();
  }
}

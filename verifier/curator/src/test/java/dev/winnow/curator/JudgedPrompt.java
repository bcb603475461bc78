package dev.winnow.curator;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Curation;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Information;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.testing.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The rows and the progress of one prompt. */
final class JudgedPrompt {
  private final String id;
  private final List<Sample> rows = new ArrayList<>();

  JudgedPrompt(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  List<Sample> rows() {
    return List.copyOf(rows);
  }

  /** Adds a row with this outcome and score. */
  JudgedPrompt row(Outcome outcome, @Nullable Double score) {
    return add(
        Sample.newBuilder(plain(outcome))
            .setScore(score)
            .setScores(score == null ? Map.of() : Map.of("helpful", score))
            .setScoredBy(score == null ? List.of() : List.of(scoredBy("rm-1")))
            .build());
  }

  JudgedPrompt add(Sample row) {
    rows.add(row);
    return this;
  }

  /** A row without a score, with the next index. */
  Sample plain(Outcome outcome) {
    int index = rows.size();
    return Sample.newBuilder()
        .setId(CandidateId.of(id, index))
        .setPromptId(id)
        .setIndex(index)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setMessages(List.of(RecordFactory.message("user", "What is 1 + 2?")))
        .setPrompt("What is 1 + 2?")
        .setResponse("response number " + index)
        .setReference("3")
        .setOutcome(outcome)
        .setReason("EQUAL")
        .setRound(1)
        .setModel("abacus")
        .setSampling(Records.sampling())
        .setSeed(index)
        .setFinishReason(FinishReason.STOP)
        .setTokens(10 + index)
        .setVerifier("math/1")
        .setMetadata(Map.of("family", "add"))
        .setSampledAt(Records.NOW)
        .setJudgedAt(Records.NOW)
        .build();
  }

  static ScoredBy scoredBy(String model) {
    return ScoredBy.newBuilder()
        .setScorer("helpful")
        .setVersion("reward/1")
        .setModel(model)
        .build();
  }

  /** Progress that counts all rows so far. */
  Progress progress(PromptState state, @Nullable Curation curation) {
    int accepted = count(Outcome.ACCEPTED);
    int rejected = count(Outcome.REJECTED);
    OptionalDouble rate = Information.passRate(accepted, rejected);
    return Progress.newBuilder()
        .setPromptId(id)
        .setRecipe("arithmetic")
        .setRecipeVersion("0123456789ab")
        .setState(state)
        .setRound(1)
        .setOrdered(rows.size())
        .setJudged(rows.size())
        .setAccepted(accepted)
        .setRejected(rejected)
        .setUndecided(count(Outcome.UNDECIDED))
        .setPassRate(rate.isPresent() ? rate.getAsDouble() : null)
        .setSeed(17)
        .setCuration(curation)
        .setStartedAt(Records.NOW)
        .setUpdatedAt(Records.NOW)
        .build();
  }

  private int count(Outcome outcome) {
    return (int) rows.stream().filter(row -> row.getOutcome() == outcome).count();
  }
}

package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.WorkerState;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.testing.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Scorers and scores to start a test from. Each scorer's pool has its name. */
final class TestScores {
  /** Time after which a scoring request may be issued again. */
  static final Duration LIMIT = Duration.ofMinutes(1);

  private TestScores() {}

  static Scorer scorer(String name) {
    return new Scorer(name, "reward", name, false, Map.of(), List.of(name));
  }

  static Scorer always(String name) {
    return new Scorer(name, "reward", name, true, Map.of(), List.of(name));
  }

  /** The check {@code math}, then these scorers; two attempts. */
  static Verification.Builder math(Scorer... scorers) {
    return scored(scorers).setChecks(List.of(RecordFactory.check("math", Map.of())));
  }

  /** These scorers alone. */
  static Verification.Builder scored(Scorer... scorers) {
    return Verification.newBuilder()
        .setScorers(List.of(scorers))
        .setReissueAfterMs(LIMIT.toMillis())
        .setMaxReissues(1);
  }

  static Candidate of(int index, String response, Verification.Builder verification) {
    return Candidate.newBuilder(TestCandidates.of("p", index, response))
        .setVerification(verification.build())
        .build();
  }

  static Score score(int index, String scorer, double value) {
    return score(index, Map.of(scorer, value), by(scorer).build());
  }

  static Score failed(int index, String scorer, String code) {
    return score(
        index, Map.of(), by(scorer).setFailureCode(code).setFailure("it went wrong").build());
  }

  static Score score(int index, Map<String, Double> values, ScoredBy by) {
    return Score.newBuilder()
        .setPromptId("p")
        .setIndex(index)
        .setAttempt(0)
        .setValues(values)
        .setScoredBy(by)
        .setScoredAt(Records.NOW)
        .build();
  }

  static ScoredBy.Builder by(String scorer) {
    return ScoredBy.newBuilder()
        .setScorer(scorer)
        .setVersion("reward/1")
        .setModel("tiny-reward")
        .setInputTokens(20)
        .setSeconds(0.5);
  }

  /** A worker of a scorers' pool that is ready and has nothing to do. */
  static WorkerStatus idle(String pool, Instant now) {
    return WorkerStatus.newBuilder()
        .setPool("scoring/" + pool)
        .setWorker("w")
        .setState(WorkerState.READY)
        .setSince(Records.NOW)
        .setHeld(0)
        .setModel("tiny-reward")
        .setReportedAt(now)
        .build();
  }
}

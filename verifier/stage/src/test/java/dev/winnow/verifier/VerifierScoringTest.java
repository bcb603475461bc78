package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static dev.winnow.verifier.TestScores.LIMIT;
import static dev.winnow.verifier.TestScores.always;
import static dev.winnow.verifier.TestScores.failed;
import static dev.winnow.verifier.TestScores.math;
import static dev.winnow.verifier.TestScores.score;
import static dev.winnow.verifier.TestScores.scored;
import static dev.winnow.verifier.TestScores.scorer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.kafka.PromptStoreKeys;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.testing.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candidates of recipes with scorers. */
class VerifierScoringTest {
  @TempDir Path stateDirectory;
  private VerifierDriver verifier;
  private Instant now = Records.NOW;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void asksTheScorersAboutWhatTheChecksAcceptAndTellsThePlanner() {
    verifier.send(TestScores.of(4, RIGHT, math(scorer("rm"), scorer("judge"))));

    assertThat(verifier.scoringRequests("rm"))
        .singleElement()
        .satisfies(request -> assertThat(request.getId()).isEqualTo("p/4/rm"))
        .satisfies(request -> assertThat(request.getResponse()).isEqualTo(RIGHT))
        .satisfies(request -> assertThat(request.getAttempt()).isZero());
    assertThat(verifier.scoringRequests("judge")).hasSize(1);
    assertThat(verifier.started()).containsExactly(new ScoringStarted("p", 4));
    assertThat(verifier.verdicts().isEmpty()).isTrue();
  }

  @Test
  void theVerdictAndTheRowCarryScoresVersionsAndCost() {
    verifier.send(
        TestScores.of(0, RIGHT, math(scorer("rm")).setScore("2 * rm").setAccept("score >= 3")));

    verifier.send(score(0, "rm", 1.75));

    Verdict verdict = verifier.verdict();
    assertThat(verdict.getOutcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(verdict.getReason()).isEqualTo("ACCEPTED_BY_SCORE");
    assertThat(verdict.getScore()).contains(3.5);
    assertThat(verdict.getTokens()).as("without those of scorers").isEqualTo(12);
    Sample row = verifier.rows(Outcome.ACCEPTED).readValue();
    assertThat(row.getScores()).isEqualTo(Map.of("rm", 1.75));
    assertThat(row.getExtractedAnswer()).contains("3");
    assertThat(row.getScoredBy())
        .singleElement()
        .extracting(ScoredBy::getModel, ScoredBy::getVersion, ScoredBy::getInputTokens)
        .containsExactly("tiny-reward", "reward/1", 20L);
    assertThat(verifier.entries(VerifierTopology.PENDING)).isZero();
    assertThat(verifier.entries(VerifierTopology.DEADLINES)).isZero();
  }

  @Test
  void rejectsWhatTheConditionDoesNotHoldFor() {
    verifier.send(TestScores.of(0, "anything", scored(scorer("rm")).setAccept("score > 0")));

    verifier.send(score(0, "rm", -0.5));

    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason, one -> one.getScore().orElseThrow())
        .containsExactly(Outcome.REJECTED, "REJECTED_BY_SCORE", -0.5);
  }

  @Test
  void acceptsEveryScoredCandidateWithoutChecksAndCondition() {
    verifier.send(TestScores.of(0, "anything", scored(scorer("rm"))));

    verifier.send(score(0, "rm", -9));

    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason, Verdict::getVerifier)
        .containsExactly(Outcome.ACCEPTED, "SCORED", "none");
  }

  @Test
  void whatTheChecksRejectIsNotScoredUnlessAlways() {
    verifier.send(TestScores.of(0, WRONG, math(scorer("rm"))));
    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.REJECTED);

    verifier.send(TestScores.of(1, WRONG, math(scorer("rm"), always("judge"))));
    verifier.send(score(1, "judge", 7));

    assertThat(verifier.scoringRequests("rm")).isEmpty();
    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason, Verdict::getScores)
        .containsExactly(Outcome.REJECTED, "DIFFERENT_VALUE", Map.of("judge", 7.0));
  }

  @Test
  void whatHasNoWholeResponseIsNeverScored() {
    verifier.send(
        TestCandidates.ended(TestScores.of(0, RIGHT, scored(always("rm"))), FinishReason.LENGTH));

    assertThat(verifier.scoringRequests("rm")).isEmpty();
    assertThat(verifier.verdict().getReason()).isEqualTo("CUT_OFF");
  }

  @Test
  void aFailedScorerLeavesTheCandidateUndecidedWithItsNameAndReason() {
    verifier.send(
        TestScores.of(0, RIGHT, math(scorer("rm"), scorer("judge")).setAccept("rm + judge > 0")));

    verifier.send(failed(0, "judge", "UNPARSABLE"));
    assertThat(verifier.verdicts().isEmpty()).as("until all are in").isTrue();
    verifier.send(score(0, "rm", 5));

    Sample row = verifier.rows(Outcome.UNDECIDED).readValue();
    assertThat(row.getReason()).isEqualTo("SCORER_UNPARSABLE");
    assertThat(row.getFailure()).contains("scorer 'judge': it went wrong");
    assertThat(row.getScores()).isEqualTo(Map.of("rm", 5.0));
    assertThat(row.getScore()).isEmpty();
  }

  @Test
  void whatIsNotAFiniteNumberIsAFailure() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      int index = (int) Math.min(1, Math.abs(value));
      verifier.send(TestScores.of(index, RIGHT + index, scored(scorer("rm")).setAccept("rm < 1")));

      verifier.send(score(index, "rm", value));

      assertThat(verifier.verdict())
          .extracting(Verdict::getOutcome, Verdict::getReason)
          .containsExactly(Outcome.UNDECIDED, "SCORER_NOT_FINITE");
    }
  }

  @Test
  void aMissingNameIsAFailure() {
    verifier.send(TestScores.of(0, RIGHT, scored(scorer("rm"))));

    verifier.send(score(0, Map.of("other", 3.0), TestScores.by("rm").build()));

    assertThat(verifier.verdict().getReason()).isEqualTo("SCORER_BAD_SCORE");
  }

  @Test
  void aScoreThatIsNotFiniteByItsArithmeticIsNotDecided() {
    verifier.send(
        TestScores.of(0, RIGHT, scored(scorer("rm")).setScore("1 / rm").setAccept("score > 0")));

    verifier.send(score(0, "rm", 0));

    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason)
        .containsExactly(Outcome.UNDECIDED, "SCORE_NOT_FINITE");
  }

  @Test
  void aConditionThatCannotBeDecidedRejectsNothing() {
    for (String accept : List.of("rm / rm > 1", "int(rm) > int(1e300 * (rm + 1))")) {
      int index = accept.length();
      verifier.send(TestScores.of(index, RIGHT + index, scored(scorer("rm")).setAccept(accept)));

      verifier.send(score(index, "rm", 0));

      assertThat(verifier.verdict())
          .as(accept)
          .extracting(Verdict::getOutcome, Verdict::getReason, one -> one.getScore().orElseThrow())
          .containsExactly(Outcome.UNDECIDED, "SCORE_NOT_FINITE", 0.0);
    }
  }

  @Test
  void dropsScoresThatComeTwiceLateOrUnasked() {
    verifier.send(score(7, "rm", 1));
    verifier.send(TestScores.of(0, RIGHT, scored(scorer("a"), scorer("b")).setAccept("a > b")));
    verifier.send(score(0, "c", 1));
    verifier.send(score(0, "a", 2));
    verifier.send(score(0, "a", -2));
    verifier.send(score(0, "b", 1));
    verifier.send(score(0, "b", 9));

    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(verifier.rows(Outcome.ACCEPTED).readValuesToList()).hasSize(1);
  }

  @Test
  void aCandidateThatComesAgainWhileItWaitsIsDropped() {
    verifier.send(TestScores.of(0, RIGHT, math(scorer("rm"))));
    verifier.send(TestScores.of(0, RIGHT, math(scorer("rm"))));

    assertThat(verifier.scoringRequests("rm")).hasSize(1);
  }

  @Test
  void anIdenticalResponseIsNotScoredAgain() {
    verifier.send(TestScores.of(0, RIGHT, math(scorer("rm"))));
    verifier.send(TestScores.of(1, RIGHT, math(scorer("rm"))));

    assertThat(verifier.scoringRequests("rm")).hasSize(1);
    assertThat(verifier.verdict())
        .extracting(Verdict::getIndex, Verdict::getReason)
        .containsExactly(1, "IDENTICAL");
  }

  @Test
  void waitsForAPoolThatAnswersNoRequest() {
    verifier.send(TestScores.of(0, RIGHT, scored(scorer("rm"))));
    verifier.scoringRequests("rm");

    pass(LIMIT.multipliedBy(20), false);

    assertThat(verifier.scoringRequests("rm")).isEmpty();
    assertThat(verifier.verdicts().isEmpty()).isTrue();
  }

  @Test
  void issuesALostRequestAgainUnderItsIdAndGivesUpInTheEnd() {
    verifier.send(TestScores.of(0, RIGHT, scored(scorer("rm"))));
    verifier.scoringRequests("rm");

    pass(LIMIT.multipliedBy(2), true);
    assertThat(verifier.scoringRequests("rm"))
        .singleElement()
        .extracting(ScoringRequest::getId, ScoringRequest::getAttempt)
        .containsExactly("p/0/rm", 1);
    pass(LIMIT.multipliedBy(3), true);

    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason)
        .containsExactly(Outcome.UNDECIDED, "SCORER_SILENT");
  }

  @Test
  void aPromptThatIsForgottenLeavesNoCandidateWithoutARow() {
    verifier.send(TestScores.of(0, RIGHT, math(scorer("rm"))));

    verifier.send("p".getBytes(StandardCharsets.UTF_8), null);

    assertThat(verifier.rows(Outcome.UNDECIDED).readValuesToList()).hasSize(1);
    assertThat(verifier.entries(VerifierTopology.PENDING)).isZero();
  }

  @Test
  void leavesACandidateUndecidedWhoseVerificationThisVerifierCannotUse() {
    long due = Records.NOW.plusSeconds(1).toEpochMilli();
    PendingCandidate waiting =
        PendingCandidate.newBuilder()
            .setCandidate(TestScores.of(0, RIGHT, scored(scorer("rm")).setAccept("gone(rm)")))
            .setOutcome(Outcome.ACCEPTED)
            .setReason("SCORED")
            .setVerifier("none")
            .setIssuedAt(Records.NOW.toEpochMilli())
            .setHeardAt(Records.NOW.toEpochMilli())
            .setLookAt(due)
            .build();
    byte[] key = PromptStoreKeys.of("p", 0).get();
    verifier.<Bytes>store(VerifierTopology.PENDING).put(Bytes.wrap(key), verifier.bytes(waiting));
    byte[] deadline = ByteBuffer.allocate(Long.BYTES + key.length).putLong(due).put(key).array();
    verifier.<byte[]>store(VerifierTopology.DEADLINES).put(deadline, new byte[0]);

    pass(Duration.ofSeconds(5), false);

    assertThat(verifier.verdict())
        .extracting(Verdict::getOutcome, Verdict::getReason)
        .containsExactly(Outcome.UNDECIDED, "BAD_CHECK");
    assertThat(verifier.entries(VerifierTopology.PENDING)).isZero();
  }

  @Test
  void aForgedScoreIsADeadLetter() {
    verifier.send(score(-1, "rm", 1));

    assertThat(verifier.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getReason()).isEqualTo("INVALID_SCORE"));
  }

  private void pass(Duration time, boolean isWorking) {
    for (long second = 0; second < time.toSeconds(); second += 5) {
      now = now.plusSeconds(5);
      if (isWorking) {
        verifier.send(TestScores.idle("rm", now));
      }
      verifier.pass(Duration.ofSeconds(5));
    }
  }
}

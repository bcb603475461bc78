package dev.winnow.verifier;

import static dev.winnow.verifier.TestCandidates.RIGHT;
import static dev.winnow.verifier.TestCandidates.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.Verification;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cap on how many versions a candidate's model may be behind. */
class PolicyAgeTest {
  @TempDir Path stateDirectory;
  private VerifierDriver verifier;

  @BeforeEach
  void open() {
    verifier = new VerifierDriver(stateDirectory);
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void candidatesOfModelsWithinTheCapAreJudgedAsAlways() {
    assertThat(judge(0, 5, RIGHT, 1).getOutcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(judge(1, 6, RIGHT, 1).getOutcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(judge(2, 5, WRONG, 1).getOutcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aCandidateOfAnOlderModelIsUndecidedWithAReasonOfItsOwn() {
    Verdict newest = judge(0, 7, RIGHT, 1);
    Verdict right = judge(1, 5, RIGHT, 1);
    Verdict wrong = judge(2, 5, WRONG, 1);

    assertThat(newest.getOutcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(right.getOutcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(right.getReason()).isEqualTo("POLICY_TOO_OLD");
    assertThat(wrong.getReason()).isEqualTo("POLICY_TOO_OLD");
    assertThat(verifier.rows(Outcome.UNDECIDED).readValuesToList())
        .extracting(Sample::getModelVersion)
        .allMatch(version -> version.orElseThrow() == 5)
        .hasSize(2);
  }

  @Test
  void withoutACapNoModelIsTooOld() {
    judge(0, 9, RIGHT, null);

    assertThat(judge(1, 1, RIGHT, null).getOutcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void withACapACandidateOfAnUnknownVersionIsUndecided() {
    Verdict verdict = judge(0, null, RIGHT, 1);

    assertThat(verdict.getOutcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.getReason()).isEqualTo("POLICY_UNKNOWN");
  }

  @Test
  void versionsOfModelsWithOtherNamesAreNotCompared() {
    judge(0, 9, RIGHT, 0);
    verifier.send(Candidate.newBuilder(candidate(1, 1, RIGHT, 0)).setModel("another").build());

    assertThat(verifier.verdict().getOutcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void aModelThatWasTakenBackDoesNotMakeTheOneBeforeTooOldForGood() {
    judge(0, 9, RIGHT, 0);
    Candidate soon = candidate(1, 8, RIGHT, 0);
    Candidate later =
        Candidate.newBuilder(candidate(2, 8, RIGHT, 0))
            .setSampledAt(soon.getSampledAt().plus(Duration.ofMinutes(16)))
            .build();
    Candidate last =
        Candidate.newBuilder(candidate(3, 8, RIGHT, 0)).setSampledAt(later.getSampledAt()).build();

    verifier.send(soon);
    verifier.send(later);
    verifier.send(last);

    assertThat(verifier.verdicts().readValuesToList())
        .extracting(Verdict::getReason)
        .containsExactly("POLICY_TOO_OLD", "EQUAL", "EQUAL");
  }

  @Test
  void aCandidateThatWasNotSampledKeepsItsOwnReason() {
    judge(0, 9, RIGHT, 0);
    verifier.send(
        Candidate.newBuilder(candidate(1, 1, "", 0))
            .setFinishReason(FinishReason.FAILED)
            .setFailureCode("CONTEXT_LENGTH")
            .build());

    assertThat(verifier.verdict().getReason()).isEqualTo("CONTEXT_LENGTH");
  }

  private Verdict judge(
      int index, @Nullable Integer version, String response, @Nullable Integer maxAge) {
    verifier.send(candidate(index, version, response, maxAge));
    return verifier.verdict();
  }

  private static Candidate candidate(
      int index, @Nullable Integer version, String response, @Nullable Integer maxAge) {
    Candidate candidate = TestCandidates.of("p", index, response);
    return Candidate.newBuilder(candidate)
        .setModelVersion(version)
        .setVerification(
            Verification.newBuilder(candidate.getVerification()).setMaxPolicyAge(maxAge).build())
        .build();
  }
}

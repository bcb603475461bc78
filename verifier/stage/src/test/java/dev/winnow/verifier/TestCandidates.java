package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** TestCandidates of the prompt that asks for 1 + 2. */
final class TestCandidates {
  static final String RIGHT = "1 + 2 = 3. The answer is 3.";
  static final String WRONG = "1 + 2 = 4. The answer is 4.";
  static final String SILENT = "I would rather not say.";

  /** Tests send one response for many candidates. */
  private static final Verification MATH =
      Verification.newBuilder()
          .setChecks(List.of(RecordFactory.check("math", Map.of())))
          .setAcceptIdentical(true)
          .build();

  private TestCandidates() {}

  static Candidate of(String promptId, int index, String response) {
    return Candidate.newBuilder()
        .setPrompt(Records.prompt(promptId))
        .setIndex(index)
        .setRecipeVersion("v1")
        .setRound(2)
        .setAttempt(1)
        .setVerification(MATH)
        .setSampling(Records.sampling())
        .setSeed(17)
        .setResponse(response)
        .setFinishReason(FinishReason.STOP)
        .setTokens(12)
        .setModel("tiny")
        .setSampledAt(Records.NOW.minusSeconds(1))
        .build();
  }

  static Candidate ended(Candidate candidate, FinishReason reason) {
    return Candidate.newBuilder(candidate).setFinishReason(reason).build();
  }

  /** A response that gets this outcome. */
  static String response(Outcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> RIGHT;
      case REJECTED -> WRONG;
      case UNDECIDED -> SILENT;
    };
  }

  static Candidate checkedBy(Candidate candidate, Check check) {
    return Candidate.newBuilder(candidate)
        .setVerification(RecordFactory.verification(check))
        .build();
  }

  /** As one of a recipe that accepts a response once only. */
  static Candidate once(Candidate candidate) {
    return checkedBy(candidate, RecordFactory.check("math", Map.of()));
  }
}

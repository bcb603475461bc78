package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Candidates of rounds, judged by the check {@code majority}. */
final class TestRounds {
  static final Verification MAJORITY =
      Verification.newBuilder()
          .setChecks(List.of(RecordFactory.check("majority", Map.of())))
          .setAcceptIdentical(true)
          .build();

  private TestRounds() {}

  /** A round of the prompt whose candidates give these answers; empty ones are cut off. */
  static List<Candidate> round(String promptId, int number, int first, String... answers) {
    List<Candidate> round = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      Candidate candidate =
          Candidate.newBuilder(
                  TestCandidates.of(promptId, first + i, "The answer is " + answers[i] + "."))
              .setRound(number)
              .setRoundFirstIndex(first)
              .setRoundSize(answers.length)
              .setVerification(MAJORITY)
              .build();
      round.add(
          answers[i].isEmpty() ? TestCandidates.ended(candidate, FinishReason.LENGTH) : candidate);
    }
    return round;
  }

  static Candidate with(Candidate candidate, Verification verification) {
    return Candidate.newBuilder(candidate).setVerification(verification).build();
  }

  static Verification checks(Check... checks) {
    return Verification.newBuilder(MAJORITY).setChecks(List.of(checks)).build();
  }
}

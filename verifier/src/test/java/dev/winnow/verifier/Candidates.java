package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Check;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.testing.Records;
import java.util.Map;

/** Candidates of the prompt that asks for 1 + 2. */
final class Candidates {
  static final String RIGHT = "1 + 2 = 3. The answer is 3.";
  static final String WRONG = "1 + 2 = 4. The answer is 4.";
  static final String SILENT = "I would rather not say.";

  private Candidates() {}

  static Candidate of(String promptId, int index, String response) {
    return Candidate.newBuilder()
        .setPrompt(Records.prompt(promptId))
        .setIndex(index)
        .setRecipeVersion("v1")
        .setRound(2)
        .setAttempt(1)
        .setCheck(new Check("math", Map.of()))
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

  static Candidate checkedBy(Candidate candidate, Check check) {
    return Candidate.newBuilder(candidate).setCheck(check).build();
  }
}

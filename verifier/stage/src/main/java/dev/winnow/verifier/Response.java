package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Reasons;
import dev.winnow.verifier.check.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The whole answer of a candidate, or why there is none. An absent answer is not known to be wrong,
 * so it must not become a negative training example.
 *
 * @param text the prompt's prefix of the answer, if it has one, followed by the generated text
 * @param missing why there is nothing to judge, as a code in capitals; empty when there is an
 *     answer
 */
record Response(String text, Optional<String> missing) {
  /** Validates codes, since anyone may write records that contain them. */
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

  static Response of(Candidate candidate) {
    String generated = candidate.getResponse();
    String text = candidate.getPrompt().getAssistantPrefix().orElse("") + generated;
    return new Response(
        text, missing(candidate.getFinishReason(), candidate.getFailureCode(), generated));
  }

  /** Returns whether there is a text that could be identical to another. */
  static boolean isGiven(Candidate candidate) {
    return candidate.getFailureCode().isEmpty()
        && candidate.getFinishReason() != FinishReason.FAILED
        && !candidate.getResponse().isBlank();
  }

  /** Returns why there is nothing to judge; empty when there is an answer. */
  static Optional<String> missing(
      FinishReason finishReason, Optional<String> failureCode, String generated) {
    boolean failed = finishReason == FinishReason.FAILED;
    if (failed || failureCode.isPresent()) {
      return failureCode
          .filter(code -> CODE.matcher(code).matches())
          .or(() -> Optional.of(Reasons.NOT_SAMPLED));
    }
    if (finishReason == FinishReason.LENGTH) {
      return Optional.of(Reason.CUT_OFF);
    }
    return generated.isBlank() ? Optional.of(Reason.EMPTY) : Optional.empty();
  }
}

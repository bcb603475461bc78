package dev.winnow.planner.state;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.Reasons;
import java.util.Set;

/**
 * Tells verdicts on candidates that were never sampled from those on candidates without an answer.
 * The reason codes are an open set: an unknown one counts as sampled, so that it can never end a
 * prompt as failed.
 */
final class Unsampled {
  private static final Set<String> CODES =
      Set.of(
          Reasons.NOT_SAMPLED,
          FailureCodes.CONTENT_FILTER,
          FailureCodes.CONTEXT_LENGTH,
          FailureCodes.REFUSED_REQUEST,
          FailureCodes.SERVER_ERROR,
          FailureCodes.MALFORMED_ANSWER,
          FailureCodes.TOO_LARGE,
          FailureCodes.INVALID_TEXT,
          FailureCodes.LOST,
          FailureCodes.NOT_RECORDED,
          FailureCodes.PROMPT_ENDED);

  private Unsampled() {}

  static boolean has(String reason) {
    return CODES.contains(reason);
  }
}

package dev.winnow.worker;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateFactory;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.text.GeneratedText;
import dev.winnow.worker.engine.Completion;
import java.time.Instant;

/** Creates candidates from requests and completions. */
final class Candidates {
  private Candidates() {}

  /**
   * Returns the candidate of a completion; if the text is not valid, the candidate is a failed one.
   */
  static Candidate of(
      SamplingRequest request, Completion completion, SamplingModel model, Instant now) {
    if (!GeneratedText.isWellFormed(completion.text())) {
      return invalidText(request, completion, model, now);
    }
    return CandidateFactory.of(request, completion.index(), model, now)
        .setResponse(completion.text())
        .setFinishReason(completion.finishReason())
        .setFailureCode(completion.failureCode().orElse(null))
        .setFailure(completion.failure().map(CandidateFactory::cut).orElse(null))
        .setReasoning(completion.reasoning().filter(GeneratedText::isWellFormed).orElse(null))
        .setStopReason(completion.stopReason().filter(GeneratedText::isWellFormed).orElse(null))
        .setTokens(completion.tokens())
        .setTokensEstimated(completion.tokensEstimated())
        .build();
  }

  private static Candidate invalidText(
      SamplingRequest request, Completion completion, SamplingModel model, Instant now) {
    Completion failed =
        Completion.failed(
            completion.index(),
            FailureCodes.INVALID_TEXT,
            "the response has half of a surrogate pair, so it is not valid text",
            completion.tokens(),
            completion.tokensEstimated());
    return of(request, failed, model, now);
  }
}

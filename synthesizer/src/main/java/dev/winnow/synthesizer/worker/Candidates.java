package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.GeneratedText;
import java.time.Instant;

/** Makes candidates of requests and completions. */
public final class Candidates {
  private static final int MAX_FAILURE_CHARS = 2_000;

  private Candidates() {}

  /** The candidate that a completion is; one whose text is not valid is a failed one. */
  public static Candidate of(
      SamplingRequest request, Completion completion, String model, Instant now) {
    if (!GeneratedText.isWellFormed(completion.text())) {
      return invalidText(request, completion, model, now);
    }
    return candidate(request, completion.index(), model, now)
        .setResponse(completion.text())
        .setFinishReason(completion.finishReason())
        .setFailureCode(completion.failureCode().orElse(null))
        .setFailure(completion.failure().map(Candidates::cut).orElse(null))
        .setReasoning(completion.reasoning().filter(GeneratedText::isWellFormed).orElse(null))
        .setStopReason(completion.stopReason().filter(GeneratedText::isWellFormed).orElse(null))
        .setTokens(completion.tokens())
        .setTokensEstimated(completion.tokensEstimated())
        .build();
  }

  /**
   * The candidate with this index as one that could not be sampled.
   *
   * @param code one of {@link FailureCodes}, or another code in capitals
   */
  public static Candidate failed(
      SamplingRequest request, int index, String code, String failure, String model, Instant now) {
    return candidate(request, index, model, now)
        .setResponse("")
        .setFinishReason(FinishReason.FAILED)
        .setFailureCode(code)
        .setFailure(cut(failure))
        .setTokens(0)
        .build();
  }

  private static Candidate invalidText(
      SamplingRequest request, Completion completion, String model, Instant now) {
    Completion failed =
        Completion.failed(
            completion.index(),
            FailureCodes.INVALID_TEXT,
            "the response has half of a surrogate pair: it is no valid text",
            completion.tokens(),
            completion.tokensEstimated());
    return of(request, failed, model, now);
  }

  /** Also ends before half of a surrogate pair, which no record can hold. */
  private static String cut(String failure) {
    return GeneratedText.cut(failure, MAX_FAILURE_CHARS);
  }

  private static Candidate.Builder candidate(
      SamplingRequest request, int index, String model, Instant now) {
    return Candidate.newBuilder()
        .setPrompt(request.getPrompt())
        .setIndex(index)
        .setRecipeVersion(request.getRecipeVersion())
        .setRound(request.getRound())
        .setAttempt(request.getAttempt())
        .setCheck(request.getCheck())
        .setSampling(request.getSampling())
        .setSeed(CandidateSeed.of(request.getPrompt().getId(), index, request.getSeed()))
        .setModel(model)
        .setSelection(request.getSelection().orElse(null))
        .setSampledAt(now);
  }
}

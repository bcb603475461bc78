package dev.winnow.schemas;

import dev.winnow.schemas.text.GeneratedText;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/** Creates the candidates of a sampling request. */
@NullMarked
public final class CandidateFactory {
  private static final int MAX_FAILURE_CHARS = 2_000;

  static {
    AvroTrust.install();
  }

  private CandidateFactory() {}

  /** Returns a builder with the fields that are known before a candidate is sampled. */
  public static Candidate.Builder of(
      SamplingRequest request, int index, SamplingModel model, Instant sampledAt) {
    return Candidate.newBuilder()
        .setPrompt(request.getPrompt())
        .setIndex(index)
        .setRecipeVersion(request.getRecipeVersion())
        .setRound(request.getRound())
        .setRoundFirstIndex(request.getRoundFirstIndex())
        .setRoundSize(request.getRoundSize())
        .setAttempt(request.getAttempt())
        .setVerification(request.getVerification())
        .setSampling(request.getSampling())
        .setSeed(CandidateSeed.of(request.getPrompt().getId(), index, request.getSeed()))
        .setModel(model.name())
        .setModelVersion(model.version().orElse(null))
        .setSampledAt(sampledAt);
  }

  /**
   * Returns the candidate with this index as one that could not be sampled.
   *
   * @param code one of {@link FailureCodes}, or another code in capitals
   */
  public static Candidate failed(
      SamplingRequest request,
      int index,
      String code,
      String failure,
      SamplingModel model,
      Instant now) {
    return of(request, index, model, now)
        .setResponse("")
        .setFinishReason(FinishReason.FAILED)
        .setFailureCode(code)
        .setFailure(cut(failure))
        .setTokens(0)
        .build();
  }

  /** Returns a failure text truncated to the stored length, never inside a surrogate pair. */
  public static String cut(String failure) {
    return GeneratedText.cut(failure, MAX_FAILURE_CHARS);
  }
}

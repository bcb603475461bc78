package dev.winnow.synthesizer.worker;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.CandidateSeed;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Trial;
import dev.winnow.synthesizer.engine.Completion;
import dev.winnow.synthesizer.engine.Texts;
import java.time.Instant;

/** Makes candidates of trials and completions. */
public final class Candidates {
  private static final int MAX_FAILURE_CHARS = 2_000;

  private Candidates() {}

  /** The candidate that a completion is; one whose text is not valid is a failed one. */
  public static Candidate of(Trial trial, Completion completion, String model, Instant now) {
    if (!Texts.isWellFormed(completion.text())) {
      return invalidText(trial, completion, model, now);
    }
    return candidate(trial, completion.index(), model, now)
        .setResponse(completion.text())
        .setFinishReason(completion.finishReason())
        .setFailureCode(completion.failureCode().orElse(null))
        .setFailure(completion.failure().map(Candidates::cut).orElse(null))
        .setReasoning(completion.reasoning().filter(Texts::isWellFormed).orElse(null))
        .setStopReason(completion.stopReason().filter(Texts::isWellFormed).orElse(null))
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
      Trial trial, int index, String code, String failure, String model, Instant now) {
    return candidate(trial, index, model, now)
        .setResponse("")
        .setFinishReason(FinishReason.FAILED)
        .setFailureCode(code)
        .setFailure(cut(failure))
        .setTokens(0)
        .build();
  }

  private static Candidate invalidText(
      Trial trial, Completion completion, String model, Instant now) {
    Completion failed =
        Completion.failed(
            completion.index(),
            FailureCodes.INVALID_TEXT,
            "the response has half of a surrogate pair: it is no valid text",
            completion.tokens(),
            completion.tokensEstimated());
    return of(trial, failed, model, now);
  }

  /** Also ends before half of a surrogate pair, which no record can hold. */
  private static String cut(String failure) {
    return Texts.cut(failure, MAX_FAILURE_CHARS);
  }

  private static Candidate.Builder candidate(Trial trial, int index, String model, Instant now) {
    return Candidate.newBuilder()
        .setPrompt(trial.getPrompt())
        .setIndex(index)
        .setRecipeVersion(trial.getRecipeVersion())
        .setRound(trial.getRound())
        .setAttempt(trial.getAttempt())
        .setCheck(trial.getCheck())
        .setSampling(trial.getSampling())
        .setSeed(CandidateSeed.of(trial.getPrompt().getId(), index, trial.getSeed()))
        .setModel(model)
        .setSelection(trial.getSelection().orElse(null))
        .setSampledAt(now);
  }
}

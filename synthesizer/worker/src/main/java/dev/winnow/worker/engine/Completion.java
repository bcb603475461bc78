package dev.winnow.worker.engine;

import dev.winnow.schemas.FinishReason;
import java.util.Optional;

/**
 * The result for one candidate: a response, or the reason why there is none to judge.
 *
 * @param index index of the candidate
 * @param text the response, without the stop string and without the assistant prefix; empty when
 *     there is none
 * @param finishReason why it ended; {@code FAILED} only if nothing usable was generated
 * @param tokens number of tokens generated, including answers discarded before this one; at least 0
 * @param tokensEstimated whether the number is an estimate, because it was not counted
 * @param failureCode why there is nothing to judge, one of {@link dev.winnow.schemas.FailureCodes}
 *     or another code in capitals; empty when there is a response
 * @param failure the reason in words, without secrets
 * @param reasoning the model's reasoning, if a server returns it separately from the response
 * @param stopReason the stop string or token that ended the response, if a server reports it
 */
public record Completion(
    int index,
    String text,
    FinishReason finishReason,
    int tokens,
    boolean tokensEstimated,
    Optional<String> failureCode,
    Optional<String> failure,
    Optional<String> reasoning,
    Optional<String> stopReason) {

  /** Creates a response whose tokens were counted. */
  public Completion(int index, String text, FinishReason finishReason, int tokens) {
    this(
        index,
        text,
        finishReason,
        tokens,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a completion without a usable response. */
  public static Completion failed(
      int index, String code, String failure, int tokens, boolean tokensEstimated) {
    return new Completion(
        index,
        "",
        FinishReason.FAILED,
        tokens,
        tokensEstimated,
        Optional.of(code),
        Optional.of(failure),
        Optional.empty(),
        Optional.empty());
  }
}

package dev.winnow.worker.engine;

import dev.winnow.schemas.FinishReason;
import java.util.Optional;

/**
 * What became of one candidate: a response, or the reason why there is none to judge.
 *
 * @param index of the candidate it answers
 * @param text the response, without the stop string and without the assistant prefix; empty when
 *     there is none
 * @param finishReason why it ended; {@code FAILED} only where nothing usable came
 * @param tokens generated for it, answers that were thrown away on the way to it included; at least
 *     0
 * @param tokensEstimated whether that is an estimate, since nobody counted
 * @param failureCode why there is nothing to judge, one of {@link dev.winnow.schemas.FailureCodes}
 *     or another code in capitals; empty when there is
 * @param failure the same in words, without secrets
 * @param reasoning what the model thought, where a server gives it apart from the response
 * @param stopReason the stop string or token that ended the response, where a server says it
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

  /** A response whose tokens were counted. */
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

  /** A candidate of which nothing usable came. */
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

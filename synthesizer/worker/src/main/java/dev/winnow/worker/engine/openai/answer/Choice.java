package dev.winnow.worker.engine.openai.answer;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import java.util.Optional;

/**
 * One of the responses in an answer, judged on its own.
 *
 * @param text the response; empty when there is none
 * @param finishReason why it ended; {@code FAILED} only if nothing usable was generated
 * @param code why there is nothing to judge, as in {@link FailureCodes}; empty when there is a
 *     response
 * @param failure the reason in words
 * @param reasoning the model's reasoning as returned by the server
 * @param stopReason the stop string or token that ended it, as reported by the server
 * @param mayPass whether the same request may well produce a better one
 */
public record Choice(
    String text,
    FinishReason finishReason,
    Optional<String> code,
    Optional<String> failure,
    Optional<String> reasoning,
    Optional<String> stopReason,
    boolean mayPass) {

  /** Returns a response to judge. */
  static Choice kept(
      String text,
      FinishReason finishReason,
      Optional<String> reasoning,
      Optional<String> stopReason) {
    return new Choice(
        text, finishReason, Optional.empty(), Optional.empty(), reasoning, stopReason, false);
  }

  /** Returns a choice without a usable response. */
  static Choice failed(String code, String failure) {
    return new Choice(
        "",
        FinishReason.FAILED,
        Optional.of(code),
        Optional.of(failure),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Returns the same choice with a reason why it must not be judged. */
  Choice without(String newCode, String newFailure) {
    return new Choice(
        text,
        finishReason,
        Optional.of(newCode),
        Optional.of(newFailure),
        reasoning,
        stopReason,
        mayPass);
  }

  /** Returns the same choice, marked as worth requesting again. */
  Choice passing() {
    return new Choice(text, finishReason, code, failure, reasoning, stopReason, true);
  }

  /** A choice and the tokens generated for it. */
  public record Counted(Choice choice, int tokens, boolean isEstimated) {}
}

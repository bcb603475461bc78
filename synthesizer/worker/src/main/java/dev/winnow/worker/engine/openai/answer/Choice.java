package dev.winnow.worker.engine.openai.answer;

import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import java.util.Optional;

/**
 * One of the responses in an answer, judged alone.
 *
 * @param text the response; empty when there is none
 * @param finishReason why it ended; {@code FAILED} only where nothing usable came
 * @param code why there is nothing to judge, as in {@link FailureCodes}; empty when there is
 * @param failure the same in words
 * @param reasoning what the server gave as the model's reasoning
 * @param stopReason the stop string or token that ended it, as the server says
 * @param mayPass whether the same request may well bring a better one
 */
public record Choice(
    String text,
    FinishReason finishReason,
    Optional<String> code,
    Optional<String> failure,
    Optional<String> reasoning,
    Optional<String> stopReason,
    boolean mayPass) {

  /** A response to judge. */
  static Choice kept(
      String text,
      FinishReason finishReason,
      Optional<String> reasoning,
      Optional<String> stopReason) {
    return new Choice(
        text, finishReason, Optional.empty(), Optional.empty(), reasoning, stopReason, false);
  }

  /** One of which nothing is usable. */
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

  /** The same with a reason why it is not to be judged. */
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

  /** The same, worth asking for again. */
  Choice passing() {
    return new Choice(text, finishReason, code, failure, reasoning, stopReason, true);
  }

  /** A choice and the tokens generated for it. */
  public record Counted(Choice choice, int tokens, boolean isEstimated) {}
}

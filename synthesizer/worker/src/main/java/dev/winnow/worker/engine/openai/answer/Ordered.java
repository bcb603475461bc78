package dev.winnow.worker.engine.openai.answer;

import dev.winnow.schemas.SamplingParams;

/**
 * What a request ordered.
 *
 * @param sampling settings of each choice
 * @param prefix the beginning of the answer, which was sent along; empty when there is none
 * @param choices number of choices, at least 1
 */
public record Ordered(SamplingParams sampling, String prefix, int choices) {
  /** Returns the maximum number of tokens of all choices together. */
  long maxTokens() {
    return (long) sampling.getMaxTokens() * choices;
  }
}

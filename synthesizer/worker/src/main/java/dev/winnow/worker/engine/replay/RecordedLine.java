package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.FinishReason;
import java.util.List;
import java.util.OptionalInt;

/**
 * One line of a recording.
 *
 * @param keys keys by which a prompt finds it, at least one; see {@link PromptKeys}
 * @param first index of its first response, if the line declares it
 * @param responses at least one; their indices are consecutive
 */
record RecordedLine(List<String> keys, OptionalInt first, List<Response> responses) {
  /**
   * A response and why it ended.
   *
   * @param tokens number of tokens as recorded; empty when the line does not declare it
   */
  record Response(String text, FinishReason finishReason, OptionalInt tokens) {}
}

package dev.winnow.worker.engine.replay;

import dev.winnow.schemas.FinishReason;
import java.util.List;
import java.util.OptionalInt;

/**
 * One line of a recording.
 *
 * @param keys under which a prompt finds it, at least one; see {@link PromptKeys}
 * @param first index of its first response, if the line says so
 * @param responses at least one, their indices follow each other
 */
record RecordedLine(List<String> keys, OptionalInt first, List<Response> responses) {
  /**
   * A response and why it ended.
   *
   * @param tokens as recorded; empty when the line does not say
   */
  record Response(String text, FinishReason finishReason, OptionalInt tokens) {}
}

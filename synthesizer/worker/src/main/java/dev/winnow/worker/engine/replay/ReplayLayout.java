package dev.winnow.worker.engine.replay;

/** What the lines of a recording look like: each is a JSON object. */
public enum ReplayLayout {
  /** Each line says by its fields which of the others it is. */
  AUTO,
  /**
   * {@code prompt_id} or the text of the last user message as {@code prompt}, {@code question} or
   * {@code problem}, or both an id and a text; then either {@code responses}, a list, or one {@code
   * response} with an optional {@code index} and {@code finish_reason} ({@code stop} or {@code
   * length}). Responses without an index follow the ones before them. {@code tokens} is a number,
   * or a list as long as {@code responses}; without it they are estimated.
   */
  RESPONSES,
  /**
   * {@code question}, then one field for each model: {@code {"solution": ..., "is_correct": ...}},
   * in the order of the line. GSM8K publishes four models' solutions so.
   */
  GSM8K_SOLUTIONS
}

package dev.winnow.worker.engine.replay;

/** The layouts of a recording's lines; each line is a JSON object. */
public enum ReplayLayout {
  /** The layout of each line is detected from its fields. */
  AUTO,
  /**
   * {@code prompt_id} or the text of the last user message as {@code prompt}, {@code question} or
   * {@code problem}, or both an id and a text; then either {@code responses}, a list, or one {@code
   * response} with an optional {@code index} and {@code finish_reason} ({@code stop} or {@code
   * length}). Responses without an index follow the previous ones. {@code tokens} is a number, or a
   * list as long as {@code responses}; if missing, tokens are estimated.
   */
  RESPONSES,
  /**
   * {@code question}, then one field for each model: {@code {"solution": ..., "is_correct": ...}},
   * in the order of the line. GSM8K publishes the solutions of four models in this layout.
   */
  GSM8K_SOLUTIONS
}

package dev.winnow.verifier.check;

/**
 * Judges an answer by itself, whatever the other candidates of its prompt say.
 *
 * <p>{@link ResponseCheck}, the only caller, finds the answer and combines several references.
 */
public non-sealed interface CandidateCheck extends AnswerCheck {
  /**
   * Returns the finding on the answer part of a response that was sampled to its end; never blank.
   */
  Finding check(Question question, String answer);

  /** Returns whether an answer of tool calls alone can be wrong; other checks do not judge it. */
  default boolean judgesToolCalls() {
    return false;
  }
}

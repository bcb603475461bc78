package dev.winnow.verifier.check;

/**
 * Judges an answer by itself, whatever the other candidates of its prompt say.
 *
 * <p>{@link ResponseCheck}, the only caller, finds the answer and combines several references.
 */
public non-sealed interface CandidateCheck extends AnswerCheck {
  /**
   * Returns the finding on an answer by one reference. Called for each reference of the prompt, at
   * most {@value References#MAX}, until one decides, and by several threads at once.
   *
   * <p>Must not throw for any text. An exception is logged, and the candidate is undecided with the
   * reason {@code CHECK_FAILED}. No timer of the verifier ends a call, and a slow one delays the
   * partition behind it: the work must be bounded by the length of the texts, or by a count of
   * steps after which the answer is undecided, but never by a clock, because the finding must be
   * the same on every machine.
   *
   * @param question the prompt with the reference; a check that needs a reference returns {@code
   *     NO_REFERENCE}, undecided, when it is empty
   * @param answer the answer part of a response that was sampled to its end; never blank, and may
   *     contain anything else, including unpaired surrogates
   */
  Finding check(Question question, String answer);

  /**
   * Returns whether an answer of tool calls alone can be wrong. If not, its rejection becomes
   * undecided.
   */
  default boolean judgesToolCalls() {
    return false;
  }
}

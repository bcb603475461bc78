package dev.winnow.verifier.check;

import java.util.Optional;

/**
 * Judges an answer. Implementations are immutable, thread-safe and deterministic, never throw for
 * any content of an answer or reference, and bound their time and memory by the text's length.
 *
 * <p>{@link ResponseCheck}, the only caller, finds the answer and combines several references.
 */
public interface CandidateCheck {
  /**
   * Returns name and version, as in verdicts: {@code math/1}. The version increases when findings
   * change.
   */
  String version();

  /**
   * Returns the finding on the answer part of a response that was sampled to its end; never blank.
   */
  Finding check(Question question, String answer);

  /**
   * Returns why no answer could be judged by this reference, as a sentence with the remedy; empty
   * when it can be used.
   *
   * @param reference empty when the prompt has none
   */
  Optional<String> misfit(Optional<String> reference);

  /** Returns whether an answer of tool calls alone can be wrong; other checks do not judge it. */
  default boolean judgesToolCalls() {
    return false;
  }
}

package dev.winnow.verifier.check;

import java.util.Optional;

/**
 * Judges answers: each one by itself, or by what the answers of a whole round settle on.
 * Implementations are immutable, thread-safe and deterministic, never throw for any content of an
 * answer or reference, and bound their time and memory by the text's length.
 */
public sealed interface AnswerCheck permits CandidateCheck, RoundCheck {
  /**
   * Returns name and version, as in verdicts: {@code math/1}. The version increases when findings
   * change.
   */
  String version();

  /**
   * Returns why no answer could be judged by this reference, as a sentence with the remedy; empty
   * when it can be used. Called wherever a prompt is admitted; a prompt with such a reference is
   * refused. Must not throw; an exception is logged, and the reference counts as usable.
   *
   * @param reference empty when the prompt has none
   */
  Optional<String> misfit(Optional<String> reference);
}

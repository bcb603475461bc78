package dev.winnow.verifier.check;

import java.util.List;
import java.util.Optional;

/**
 * Judges the candidates of a prompt by a reference that the answers of one round settle on. The
 * verifier holds the candidates of the prompt's first round until all of them are in, counts their
 * answers in the order of their indices, and judges them and those of later rounds by the result.
 */
public non-sealed interface RoundCheck extends AnswerCheck {
  /**
   * Returns what a response says, to be counted with the others of its round.
   *
   * @param answer the answer part of a response that was sampled to its end; never blank
   * @return at most {@value Consensus#MAX_ANSWER_CHARS} characters; empty when it states no answer
   */
  Optional<String> vote(Question question, String answer);

  /**
   * Returns what the answers of a round settle on. Bounded by their number.
   *
   * @param answers those of the candidates that state one, in the order of their indices
   */
  Consensus settle(List<String> answers);

  /**
   * Returns the finding on an answer by what the round settled on, its {@link Question#reference}.
   */
  Finding check(Question question, String answer);
}

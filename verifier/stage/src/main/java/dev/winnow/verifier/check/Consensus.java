package dev.winnow.verifier.check;

import java.util.Optional;

/**
 * What the answers of a round settle on.
 *
 * @param answer the answer that most of them agree on; empty without answers
 * @param agreeing how many agree with it, itself included
 * @param answers how many were counted
 * @param reason why it is no reference, as a code in capitals; empty when it is one
 */
public record Consensus(
    Optional<String> answer, int agreeing, int answers, Optional<String> reason) {
  /** Longer answers are not counted. */
  public static final int MAX_ANSWER_CHARS = 1_000;

  /** Returns the result when the answers settle on this one. */
  public static Consensus on(String answer, int agreeing, int answers) {
    return new Consensus(Optional.of(answer), agreeing, answers, Optional.empty());
  }

  /** Returns the result when nothing was counted. */
  public static Consensus none(String why) {
    return new Consensus(Optional.empty(), 0, 0, Optional.of(why));
  }

  /** Returns the same answer, which is no reference. */
  public Consensus without(String why) {
    return new Consensus(answer, agreeing, answers, Optional.of(why));
  }

  /** Returns agreeing answers divided by answers, 0 to 1; 0 without answers. */
  public double share() {
    return answers == 0 ? 0 : (double) agreeing / answers;
  }
}

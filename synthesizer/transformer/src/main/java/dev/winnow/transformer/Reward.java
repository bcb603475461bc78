package dev.winnow.transformer;

/** What a reward model says about a conversation. */
public sealed interface Reward {
  /**
   * The model's raw logit.
   *
   * @param logit finite; not squashed, so that only differences and the model's own scale mean
   *     something
   * @param tokens number of tokens of the whole text
   */
  record Scored(double logit, int tokens) implements Reward {
    public Scored {
      if (!Double.isFinite(logit)) {
        throw new IllegalArgumentException("logit: %s is not a score".formatted(logit));
      }
    }
  }

  /**
   * The text is longer than the model's context. It was not scored, because a text that is cut is
   * another text.
   */
  record TooLong(int tokens) implements Reward {}

  /**
   * There is no score: the chat template rejects the conversation, or the model's number is not
   * finite.
   *
   * @param reason why, for people
   */
  record Failed(String reason) implements Reward {}
}

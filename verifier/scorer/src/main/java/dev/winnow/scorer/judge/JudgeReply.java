package dev.winnow.scorer.judge;

import java.util.List;

/**
 * What a judge answered.
 *
 * @param text its last message, without its reasoning
 * @param tokens its tokens with the alternatives at each place; empty where the server gives none
 */
public record JudgeReply(String text, List<Token> tokens) {
  public JudgeReply {
    tokens = List.copyOf(tokens);
  }

  /**
   * A token of the reply.
   *
   * @param text of the token that was sampled
   * @param alternatives the likeliest tokens at its place, it may be among them
   */
  public record Token(String text, List<Alternative> alternatives) {
    public Token {
      alternatives = List.copyOf(alternatives);
    }
  }

  /**
   * A token that could have been sampled.
   *
   * @param logprob natural logarithm of its probability
   */
  public record Alternative(String text, double logprob) {}
}

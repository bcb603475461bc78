package dev.winnow.training;

/**
 * The channels of a reward model's residual stream beside those of its sampler. The sampler's
 * layers neither read nor write them.
 *
 * @param first number of the first of them: the sampler's width
 */
record Workspace(int first) {
  /** Number of channels. */
  static final int WIDTH = 32;

  /** Number of digits. */
  static final int DIGITS = 10;

  /** Returns the channel that has a small constant at every token. */
  int one() {
    return first;
  }

  /** Returns the channel that has the constant at the token that begins a text, zero elsewhere. */
  int begin() {
    return first + 1;
  }

  /** Returns the channel that has the constant at the end of a line, zero elsewhere. */
  int line() {
    return first + 2;
  }

  /** Returns the channel that has the constant where the token is this digit, zero elsewhere. */
  int digit(int digit) {
    return first + 3 + digit;
  }

  /** Returns the channel of the sampler's logit of this digit at the token before. */
  int expected(int digit) {
    return first + 3 + DIGITS + digit;
  }

  /** Returns the channel that is positive within the response, zero within the prompt. */
  int inside() {
    return first + 3 + 2 * DIGITS;
  }

  /**
   * Returns the channel of the surprise: how much more the sampler expected other digits than this
   * token.
   */
  int surprise() {
    return first + 4 + 2 * DIGITS;
  }

  /** Returns the channel of the greatest surprise so far. */
  int greatest() {
    return first + 5 + 2 * DIGITS;
  }
}

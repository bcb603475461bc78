package dev.winnow.scorer.judge;

/** How a judge's reply is read. */
public enum JudgeRead {
  /** A regular expression finds the values; its last match counts. */
  REGEX,
  /** The reply is one JSON object with a number for each criterion. */
  JSON,
  /**
   * The value is the mean of the alternatives of a rating token, weighted by their probabilities.
   */
  RATING_TOKENS
}

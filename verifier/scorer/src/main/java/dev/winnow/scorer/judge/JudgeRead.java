package dev.winnow.scorer.judge;

/** How a judge's reply is read. */
public enum JudgeRead {
  /** By a regular expression; its last match counts. */
  REGEX,
  /** As one JSON object with a number for each criterion. */
  JSON,
  /** As the mean of a rating token, weighted by the probabilities of its alternatives. */
  RATING_TOKENS
}

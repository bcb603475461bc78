package dev.winnow.verifier.answer;

/** The answer of a response: a part of its text, or the reason why there is nothing to judge. */
public sealed interface Answer {
  /** A reasoning marker was opened and never closed, so there is no answer. */
  String UNCLOSED_REASONING = "UNCLOSED_REASONING";

  /** A marker is in quotes or code, so that it is unknown whether it marks anything. */
  String QUOTED_MARKER = "QUOTED_MARKER";

  /** The answer part is empty or blank. */
  String EMPTY = "EMPTY";

  /** The answer part, never blank. It is the whole text, unless markers were found in it. */
  record Part(String text) implements Answer {}

  /**
   * There is no answer to judge.
   *
   * @param reason a code in capitals
   */
  record Missing(String reason) implements Answer {}
}

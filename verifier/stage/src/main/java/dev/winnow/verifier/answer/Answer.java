package dev.winnow.verifier.answer;

/** What a response answers: a part of its text, or nothing that a check may judge. */
public sealed interface Answer {
  /** A reasoning marker was opened and never closed: the answer never came. */
  String UNCLOSED_REASONING = "UNCLOSED_REASONING";

  /** A marker stands in quotes or code, so that nobody can tell whether it marks anything. */
  String QUOTED_MARKER = "QUOTED_MARKER";

  /** The answer part is empty or blank. */
  String EMPTY = "EMPTY";

  /** The answer part, never blank. It is the whole text, unless markers were found in it. */
  record Part(String text) implements Answer {}

  /**
   * There is no answer that could be judged.
   *
   * @param reason a code in capitals
   */
  record Missing(String reason) implements Answer {}
}

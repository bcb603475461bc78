package dev.winnow.training;

/**
 * A prompt and an answer in tokens.
 *
 * @param ids all tokens, the end token last
 * @param start place of the answer's first token, at least 1
 */
record TokenText(long[] ids, int start) {
  /** Returns the number of tokens whose likelihood counts. */
  int targets() {
    return ids.length - start;
  }

  /** Returns the number of cells that it takes: the last token only is a target. */
  int cells() {
    return ids.length - 1;
  }
}

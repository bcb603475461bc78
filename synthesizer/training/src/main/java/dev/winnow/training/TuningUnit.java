package dev.winnow.training;

import java.util.List;

/**
 * An example in tokens, whose texts stay in one batch.
 *
 * @param prompt decides whether it is held out: equal for examples of one prompt
 * @param texts its answers, the one to prefer first
 */
record TuningUnit(int prompt, List<TokenText> texts) {
  int longest() {
    return texts.stream().mapToInt(TokenText::cells).max().orElseThrow();
  }
}

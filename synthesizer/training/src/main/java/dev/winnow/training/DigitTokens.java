package dev.winnow.training;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.transformer.writer.TokenizerFiles;

/**
 * The ids of the tokens that a new reward model tells apart.
 *
 * @param begin the token that begins a text
 * @param line the end of a line
 * @param digits the digits 0 to 9
 */
record DigitTokens(int begin, int line, int[] digits) {
  /**
   * Reads them from a tokenizer.
   *
   * @throws IllegalArgumentException if one of them is not a single token
   */
  static DigitTokens of(HuggingFaceTokenizer tokenizer) {
    int[] digits = new int[Workspace.DIGITS];
    for (int digit = 0; digit < digits.length; digit++) {
      digits[digit] = id(tokenizer, String.valueOf(digit));
    }
    return new DigitTokens(TokenizerFiles.BEGIN_ID, id(tokenizer, "\n"), digits);
  }

  private static int id(HuggingFaceTokenizer tokenizer, String text) {
    long[] ids = tokenizer.encode(text, false, false).getIds();
    if (ids.length != 1) {
      throw new IllegalArgumentException(
          "the sampler's tokenizer has %d tokens for '%s', want one: train the sampler with 'winnow train'"
              .formatted(ids.length, text.replace("\n", "\\n")));
    }
    return (int) ids[0];
  }
}

package dev.winnow.schemas.similar;

import dev.winnow.schemas.SplitMix64;
import java.util.Arrays;

/**
 * The word n-grams of a text as a set of 64-bit hashes. A word is a run of letters and digits, in
 * lower case; everything else separates words. A text of fewer than n words has one shingle, which
 * is all of it; an empty text has none. Words after the first {@value #MAX_WORDS} are not read, so
 * that a hostile text costs little. Pure.
 */
public final class WordShingles {
  /** Most words of a text that are read. */
  public static final int MAX_WORDS = 20_000;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Whether two different numbers are the same word. */
  public enum Numbers {
    /** A number is a word like any other. */
    EXACT,
    /** Every number is the same word, so that a text with other numbers is found again. */
    ALIKE
  }

  private WordShingles() {}

  /**
   * Returns the distinct hashes, sorted.
   *
   * @param words number of words of a shingle, at least 1
   */
  public static long[] of(CharSequence text, int words) {
    long[] shingles = inOrder(words(text, Numbers.EXACT), words);
    Arrays.sort(shingles);
    return distinct(shingles);
  }

  /**
   * Returns the hash of each run of words of a text, in the order of the text; of all words where
   * there are fewer; none of an empty text.
   *
   * @param hashes as {@link #words} returns them
   * @param words number of words of a run, at least 1
   */
  public static long[] inOrder(long[] hashes, int words) {
    if (hashes.length == 0) {
      return hashes;
    }
    int width = Math.min(words, hashes.length);
    long[] shingles = new long[hashes.length - width + 1];
    for (int i = 0; i < shingles.length; i++) {
      long shingle = 0;
      for (int j = i; j < i + width; j++) {
        shingle = SplitMix64.first(shingle ^ hashes[j]);
      }
      shingles[i] = shingle;
    }
    return shingles;
  }

  /** Returns the hash of each word of a text, in the order of the text. */
  public static long[] words(CharSequence text, Numbers numbers) {
    long[] hashes = new long[64];
    int count = 0;
    int at = 0;
    while (at < text.length() && count < MAX_WORDS) {
      int first = at;
      long hash = FNV_OFFSET;
      boolean isNumber = true;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        hash = (hash ^ Character.toLowerCase(text.charAt(at))) * FNV_PRIME;
        isNumber &= Character.isDigit(text.charAt(at));
        at++;
      }
      if (at > first) {
        hash = isNumber && numbers == Numbers.ALIKE ? FNV_OFFSET : hash;
        if (count == hashes.length) {
          hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = hash;
      } else {
        at++;
      }
    }
    return Arrays.copyOf(hashes, count);
  }

  private static long[] distinct(long[] sorted) {
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
  }
}

package dev.winnow.verifier.constraint;

import dev.winnow.verifier.check.MeteredText;
import java.util.function.Function;

/**
 * The work that the pattern searches of one response may do together, counted in characters read.
 * Java's patterns backtrack, and some of them come with the data: this is what bounds them. Not
 * thread-safe.
 */
final class ConstraintWork {
  private static final long MAX_READS = 20_000_000;

  private long left = MAX_READS;

  /**
   * Returns what a search finds in the text.
   *
   * @throws MeteredText.ExhaustedException if the work is used up, or the search nests too deeply
   */
  <T> T search(String text, Function<CharSequence, T> search) {
    MeteredText metered = new MeteredText(text, left);
    try {
      return search.apply(metered);
    } catch (StackOverflowError e) {
      throw new MeteredText.ExhaustedException();
    } finally {
      left = metered.readsLeft();
    }
  }
}

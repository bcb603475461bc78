package dev.winnow.verifier.check;

/**
 * A text that may be read only so often. A pattern search is linear in the text, but there can be
 * as many searches as matches: this bounds them all together, whatever the pattern. Not
 * thread-safe.
 */
final class MeteredText implements CharSequence {
  private final String text;
  private long readsLeft;

  /** The text was read as often as allowed. */
  static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExhaustedException() {
      super("the text was read as often as allowed", null, false, false);
    }
  }

  /** The text, to be read character by character at most this many times. */
  MeteredText(String text, long reads) {
    this.text = text;
    this.readsLeft = reads;
  }

  @Override
  public char charAt(int index) {
    if (readsLeft-- <= 0) {
      throw new ExhaustedException();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}

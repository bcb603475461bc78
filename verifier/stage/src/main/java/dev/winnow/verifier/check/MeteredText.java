package dev.winnow.verifier.check;

/**
 * A text with a limited number of reads. A pattern search is linear in the text, but there can be
 * as many searches as matches: this limits all of them together, whatever the pattern. Not
 * thread-safe.
 */
public final class MeteredText implements CharSequence {
  private final String text;
  private long readsLeft;

  /** The limit of reads is reached. */
  public static final class ExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reports it. */
    public ExhaustedException() {
      super("the limit of reads of the text is reached", null, false, false);
    }
  }

  /** Creates a text whose characters can be read at most this many times. */
  public MeteredText(String text, long reads) {
    this.text = text;
    this.readsLeft = reads;
  }

  /** Returns how many reads are left; negative after the limit was reached. */
  public long readsLeft() {
    return readsLeft;
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

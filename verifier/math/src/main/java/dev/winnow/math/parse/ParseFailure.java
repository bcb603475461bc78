package dev.winnow.math.parse;

/**
 * The text is not mathematics that this parser supports. Carries no stack trace, because it is a
 * result, not an error.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParseFailure(String why) {
    super(why, null, false, false);
  }
}

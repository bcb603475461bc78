package dev.winnow.math.parse;

/**
 * The text is not mathematics this parser reads. A result, not a fault: it carries no stack trace.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParseFailure(String why) {
    super(why, null, false, false);
  }
}

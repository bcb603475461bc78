package dev.winnow.math.parse;

/** A token; {@code spaced} is true if white space preceded it. */
record Token(Kind kind, String text, boolean spaced) {

  enum Kind {
    /**
     * Digits with at most one decimal point, without separators; {@code ~} marks the repeating
     * tail.
     */
    NUMBER,
    /** A vulgar fraction sign, written as {@code 1/2}. */
    VULGAR,
    /** A single letter, or a word that has a meaning or at least four letters. */
    WORD,
    /** A LaTeX command without its backslash. */
    COMMAND,
    /** The content of {@code \text} and similar commands. */
    TEXT,
    /** An operator or bracket; the escaped braces are {@code \{} and {@code \}}. */
    OPERATOR,
    END
  }

  static final Token LAST = new Token(Kind.END, "", false);

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean isCommand(String name) {
    return kind == Kind.COMMAND && text.equals(name);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }
}

package dev.winnow.math.parse;

/** One token; {@code spaced} says that white space came before it. */
record Token(Kind kind, String text, boolean spaced) {

  enum Kind {
    /**
     * Digits with at most one decimal point, separators removed; {@code ~} marks the repeating
     * tail.
     */
    NUMBER,
    /** A vulgar fraction sign as {@code 1/2}. */
    VULGAR,
    /** A single letter, or a word with a meaning or of four letters and more. */
    WORD,
    /** A LaTeX command without its backslash. */
    COMMAND,
    /** The content of {@code \text} and its like. */
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

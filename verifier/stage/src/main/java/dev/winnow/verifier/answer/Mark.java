package dev.winnow.verifier.answer;

/**
 * A marker found in a text.
 *
 * @param kind meaning of the marker
 * @param family identifies the openings and closings that belong together; empty for other kinds
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Mark(Kind kind, String family, int start, int end) {
  enum Kind {
    /** Reasoning begins. */
    OPEN,
    /** Reasoning of this family ends. */
    CLOSE,
    /** The answer begins, whatever precedes it. */
    ANSWER,
    /** The answer begins, and all reasoning of this family has ended. */
    FINAL,
    /**
     * The assistant's turn begins: ignored at the beginning of the text, the end of the turn
     * elsewhere.
     */
    HEADER,
    /** Separates messages of one turn in the format with channels; ends the turn elsewhere. */
    SEPARATOR,
    /** The turn ends: text after it is ignored. */
    END
  }

  static Mark of(Kind kind, int start, int end) {
    return new Mark(kind, "", start, end);
  }
}

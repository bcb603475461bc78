package dev.winnow.verifier.answer;

/**
 * A marker as it was found in a text.
 *
 * @param kind what it says
 * @param family which openings and closings belong together; empty for other kinds
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Mark(Kind kind, String family, int start, int end) {
  enum Kind {
    /** Reasoning begins. */
    OPEN,
    /** Reasoning of this family ends. */
    CLOSE,
    /** The answer begins, whatever stood before. */
    ANSWER,
    /** The answer begins, and all reasoning of this family has ended. */
    FINAL,
    /**
     * The assistant's turn begins: nothing where it stands first, the end of the turn elsewhere.
     */
    HEADER,
    /** Separates messages of one turn in the format that has channels; ends the turn elsewhere. */
    SEPARATOR,
    /** The turn ends: nothing after it counts. */
    END
  }

  static Mark of(Kind kind, int start, int end) {
    return new Mark(kind, "", start, end);
  }
}

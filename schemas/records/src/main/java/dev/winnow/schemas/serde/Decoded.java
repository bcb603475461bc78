package dev.winnow.schemas.serde;

/** What became of a record's bytes: a value, or the reason why there is none. */
public sealed interface Decoded<T> {
  /** The bytes held a well-formed record. */
  record Good<T>(T value) implements Decoded<T> {}

  /**
   * They did not, and never will.
   *
   * @param reason a code in capitals, for the dead letter
   * @param error the same in words
   */
  record Bad<T>(String reason, String error) implements Decoded<T> {}
}

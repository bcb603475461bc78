package dev.winnow.schemas.serde;

import java.util.Optional;

/** The result of decoding a record: a value, or the reason why there is none. */
public sealed interface Decoded<T> {
  /** The bytes were a well-formed record. */
  record Good<T>(T value) implements Decoded<T> {}

  /**
   * The bytes can never be decoded.
   *
   * @param reason a code in capitals, for the dead letter
   * @param error the reason in words
   */
  record Bad<T>(String reason, String error) implements Decoded<T> {}

  /** Returns the value, for those who skip what cannot be decoded. */
  default Optional<T> good() {
    return this instanceof Good<T> good ? Optional.of(good.value()) : Optional.empty();
  }
}

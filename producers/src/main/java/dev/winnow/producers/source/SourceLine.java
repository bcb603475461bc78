package dev.winnow.producers.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One line or row of a file or stream that is not blank. */
public sealed interface SourceLine {
  /** Which line, counted from 1, blank lines included; or which row. */
  long number();

  /** A line of well-formed UTF-8, without its line break; or a row as JSON. */
  record Text(long number, String text) implements SourceLine {}

  /**
   * A line that cannot be taken as text.
   *
   * @param reason why not, and how to mend it
   */
  record Unreadable(long number, String reason) implements SourceLine {}

  /** The line of these bytes. */
  static SourceLine of(long number, ByteBuffer utf8) {
    try {
      return new Text(number, StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      return new Unreadable(
          number, "not UTF-8 at byte %d; save the file as UTF-8".formatted(utf8.position()));
    }
  }
}

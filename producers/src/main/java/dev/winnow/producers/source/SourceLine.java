package dev.winnow.producers.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One line or row of a file or stream that is not blank. */
public sealed interface SourceLine {
  /**
   * Returns the number of the line, counted from 1, including blank lines; or the number of the
   * row.
   */
  long number();

  /** A line of well-formed UTF-8, without its line break; or a row as JSON. */
  record Text(long number, String text) implements SourceLine {}

  /**
   * A line that cannot be read as text.
   *
   * @param reason the reason and the remedy
   */
  record Unreadable(long number, String reason) implements SourceLine {}

  /** Returns the line with these bytes. */
  static SourceLine of(long number, ByteBuffer utf8) {
    try {
      return new Text(number, StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      return new Unreadable(
          number, "not UTF-8 at byte %d; save the file as UTF-8".formatted(utf8.position()));
    }
  }
}

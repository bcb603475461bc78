package dev.winnow.producers.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads lines of UTF-8 within a bound: a longer line is skipped to its end without being kept. Not
 * thread-safe.
 */
public final class LineReader implements AutoCloseable {
  /** Most bytes of a line. */
  public static final int MAX_LINE_BYTES = 2 << 20;

  private final InputStream in;
  private long number;
  private long bytes;

  public LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** A line as it was read. */
  public sealed interface Line {
    /** Its number, from 1. */
    long number();

    /** A line of text, without its end. */
    record Text(long number, String text) implements Line {}

    /** A line that cannot be text. */
    record Bad(long number, String reason) implements Line {}
  }

  /** Bytes read so far. */
  public long bytes() {
    return bytes;
  }

  /** The next line, or nothing at the end. */
  public Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean tooLong = false;
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    number++;
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes++;
      tooLong |= line.size() == MAX_LINE_BYTES;
      if (!tooLong) {
        line.write(next);
      }
    }
    bytes++;
    return Optional.of(
        tooLong
            ? new Line.Bad(number, "longer than %d bytes".formatted(MAX_LINE_BYTES))
            : decode(line.toByteArray()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Line decode(byte[] line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return new Line.Text(
          number, number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return new Line.Bad(number, "not UTF-8; convert the file, with iconv for example");
    }
  }
}

package dev.winnow.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the elements of one JSON array as rows. Holds one element of at most {@link
 * LineSplitter#MAX_LINE_BYTES} bytes: it is cut out by its brackets and quotes alone, so that an
 * element that is no JSON does not stop the others. Not thread-safe.
 */
final class JsonArrayReader implements RowSource {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] chunk = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private byte[] element = new byte[8 << 10];
  private int length;
  private boolean tooLong;
  private long number;
  private long bytes;
  private boolean opened;
  private boolean closed;

  JsonArrayReader(InputStream in) {
    this.in = in;
  }

  @Override
  public Optional<Line> next() throws IOException {
    if (!opened) {
      opened = true;
      int first = skipTo();
      if (first != '[') {
        throw new IOException("not a JSON array");
      }
    }
    int first = closed ? ']' : skipTo();
    while (first == ',') {
      first = skipTo();
    }
    if (first == ']') {
      closed = true;
      requireEnd();
      return Optional.empty();
    }
    if (first == END) {
      throw cutOff();
    }
    return Optional.of(element(first));
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String unit() {
    return "row";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private Line element(int first) throws IOException {
    number++;
    length = 0;
    tooLong = false;
    int depth = 0;
    boolean quoted = false;
    int c = first;
    while (quoted || depth > 0 || (c != ',' && c != ']')) {
      if (c == END) {
        throw cutOff();
      }
      append((byte) c);
      if (quoted && c == '\\') {
        c = read();
        if (c != END) {
          append((byte) c);
        }
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      c = read();
    }
    closed = c == ']';
    return tooLong
        ? new Line.Unreadable(
            number, "longer than %d bytes; split it".formatted(LineSplitter.MAX_LINE_BYTES))
        : Line.of(number, ByteBuffer.wrap(element, 0, length));
  }

  private void append(byte b) {
    if (length >= LineSplitter.MAX_LINE_BYTES) {
      tooLong = true;
      return;
    }
    if (length == element.length) {
      element = Arrays.copyOf(element, Math.min(LineSplitter.MAX_LINE_BYTES, 2 * length));
    }
    element[length++] = b;
  }

  private IOException cutOff() {
    return new IOException("the JSON array is not closed: the file is cut off");
  }

  private void requireEnd() throws IOException {
    if (skipTo() != END) {
      throw new IOException("text follows the end of the JSON array");
    }
  }

  /** The next byte that is not white space. */
  private int skipTo() throws IOException {
    int c = read();
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      c = read();
    }
    return c;
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(chunk));
      at = 0;
      bytes += filled;
      if (filled == 0) {
        return END;
      }
    }
    return chunk[at++] & 0xFF;
  }
}

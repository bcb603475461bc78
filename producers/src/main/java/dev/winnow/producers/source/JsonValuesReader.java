package dev.winnow.producers.source;

import dev.winnow.schemas.text.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of one JSON array, or consecutive objects, as rows. It holds one element at a
 * time and finds its end by brackets and quotes alone, so that invalid JSON in one element does not
 * affect the others. A complete element at the end of a truncated file is still returned. Not
 * thread-safe.
 */
public final class JsonValuesReader implements RowSource {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int END = -1;

  private final InputStream in;
  private final int maxBytes;
  private final boolean isArray;
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
  private @Nullable IOException failure;

  private JsonValuesReader(InputStream in, int maxBytes, boolean isArray) {
    this.in = in;
    this.maxBytes = maxBytes;
    this.isArray = isArray;
  }

  /**
   * Reads the elements of one array.
   *
   * @param maxBytes longest element; a longer one is unreadable, and the others are read
   */
  public static JsonValuesReader ofArray(InputStream in, int maxBytes) {
    return new JsonValuesReader(in, maxBytes, true);
  }

  /** Reads objects separated by white space or commas. */
  static JsonValuesReader ofObjects(InputStream in, int maxBytes) {
    return new JsonValuesReader(in, maxBytes, false);
  }

  @Override
  public Optional<SourceLine> next() throws IOException {
    if (isArray && !opened) {
      opened = true;
      skipTo();
    }
    int first = closed ? ']' : skipTo();
    while (first == ',') {
      first = skipTo();
    }
    if (isArray && first == ']') {
      closed = true;
      requireEnd();
      return Optional.empty();
    }
    if (first == END) {
      if (isArray || failure != null) {
        throw cutOff();
      }
      return Optional.empty();
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

  private SourceLine element(int first) throws IOException {
    number++;
    length = 0;
    tooLong = false;
    int depth = 0;
    boolean quoted = false;
    boolean isWhole = false;
    int c = first;
    while (quoted || depth > 0 || !isOver(c, isWhole)) {
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
      isWhole |= depth <= 0 && !quoted && (c == '}' || c == ']');
      c = !isArray && isWhole ? ',' : read();
    }
    closed = isArray && c == ']';
    return tooLong
        ? new SourceLine.Unreadable(number, "longer than %d bytes; split it".formatted(maxBytes))
        : SourceLine.of(number, ByteBuffer.wrap(element, 0, length));
  }

  private boolean isOver(int c, boolean isWhole) {
    return c == ',' || (isArray ? c == ']' : c == '\n') || (c == END && isWhole);
  }

  private void append(byte b) {
    if (length >= maxBytes) {
      tooLong = true;
      return;
    }
    if (length == element.length) {
      element = Arrays.copyOf(element, (int) Math.min(maxBytes, 2L * length));
    }
    element[length++] = b;
  }

  private IOException cutOff() {
    return failure != null
        ? failure
        : new UnreadableException(
            isArray
                ? "the JSON array is not closed: the file is cut off; fetch it again"
                : "the last JSON object is not closed: the file is cut off; fetch it again");
  }

  private void requireEnd() throws IOException {
    if (skipTo() != END) {
      throw new UnreadableException(
          "text follows the end of the JSON array; write one array per file");
    }
  }

  /** Returns the next byte that is not white space. */
  private int skipTo() {
    int c = read();
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      c = read();
    }
    return c;
  }

  private int read() {
    if (at == filled) {
      filled = failure == null ? fill() : 0;
      at = 0;
      bytes += filled;
      if (filled == 0) {
        return END;
      }
    }
    return chunk[at++] & 0xFF;
  }

  /** Reports a failure once the current element is known to be incomplete. */
  private int fill() {
    try {
      return Math.max(0, in.read(chunk));
    } catch (IOException e) {
      failure = e;
      return 0;
    }
  }
}

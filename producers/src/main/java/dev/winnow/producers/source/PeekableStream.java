package dev.winnow.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose beginning can be inspected without consuming it. Unlike {@code
 * BufferedInputStream} it reads once per call, so that bytes before a failure are returned before
 * the failure is thrown. Not thread-safe.
 */
final class PeekableStream extends InputStream {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private @Nullable IOException failure;

  PeekableStream(InputStream in) {
    this.in = in;
  }

  /**
   * Returns all buffered bytes that come next: at least this many, unless the stream ends.
   *
   * @param atLeast at most 64 KiB
   */
  byte[] peek(int atLeast) throws IOException {
    boolean ended = false;
    while (filled - at < atLeast && failure == null && !ended) {
      ended = !more();
    }
    if (filled == at && failure != null) {
      throw failure;
    }
    return Arrays.copyOfRange(buffer, at, filled);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (at < filled) {
      int count = Math.min(length, filled - at);
      System.arraycopy(buffer, at, bytes, offset, count);
      at += count;
      return count;
    }
    if (failure != null) {
      throw failure;
    }
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean more() {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, filled - at);
      filled -= at;
      at = 0;
    }
    if (filled == buffer.length) {
      return false;
    }
    try {
      int count = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(0, count);
      return count >= 0;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }
}

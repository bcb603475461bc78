package dev.winnow.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Decodes text. A byte that the encoding does not allow becomes half of a surrogate pair, which no
 * valid text contains, so that only the row that contains it is rejected. Text before a failure is
 * returned before the failure is thrown. Not thread-safe.
 */
final class DecodedReader extends Reader {
  /** Replaces an invalid byte. */
  static final char WRONG = '\uDCFF';

  private static final int BUFFER_BYTES = 8 << 10;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES + 2).limit(0);
  private boolean ended;

  DecodedReader(InputStream in, Charset charset) {
    this.in = in;
    this.decoder = charset.newDecoder();
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    while (!chars.hasRemaining() && !ended) {
      decode();
    }
    if (!chars.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, chars.remaining());
    chars.get(into, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void decode() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    bytes.position(bytes.position() + Math.max(0, count));
    bytes.flip();
    ended = count < 0;
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    while (result.isError()) {
      bytes.position(bytes.position() + result.length());
      chars.put(WRONG);
      result = decoder.decode(bytes, chars, ended);
    }
    chars.flip();
  }
}

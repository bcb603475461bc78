package dev.winnow.producers.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Converts text of another encoding to UTF-8. An invalid byte becomes a byte that is invalid in
 * UTF-8 as well, so that the line that contains it is rejected.
 */
final class Utf8Stream extends InputStream {
  private static final int CHARS = 8 << 10;
  private static final byte WRONG = (byte) 0xFF;

  private final Reader reader;
  private final char[] chars = new char[CHARS];
  private int held;
  private byte[] ready = {};
  private int at;

  Utf8Stream(InputStream in, Charset charset) {
    this.reader = new DecodedReader(in, charset);
  }

  @Override
  public int read() throws IOException {
    return isReady() ? ready[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!isReady()) {
      return -1;
    }
    int count = Math.min(length, ready.length - at);
    System.arraycopy(ready, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private boolean isReady() throws IOException {
    while (at == ready.length) {
      int count = reader.read(chars, held, chars.length - held);
      int end = held + Math.max(0, count);
      if (end == 0) {
        return false;
      }
      // A pair of surrogates may be split over two chunks; encoded apart, each would be lost.
      boolean isSplit = count > 0 && Character.isHighSurrogate(chars[end - 1]);
      int whole = isSplit ? end - 1 : end;
      ready = encoded(whole);
      at = 0;
      held = 0;
      if (isSplit) {
        chars[0] = chars[end - 1];
        held = 1;
      }
    }
    return true;
  }

  private byte[] encoded(int count) {
    byte[] bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      wrong += chars[i] == DecodedReader.WRONG ? 1 : 0;
    }
    return wrong == 0 ? bytes : withWrong(count);
  }

  /**
   * Encodes half of a pair as an invalid byte; the encoder would replace it by a question mark,
   * which is valid text.
   */
  private byte[] withWrong(int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(3 * count);
    int from = 0;
    for (int i = 0; i < count; i++) {
      boolean isPair = i > 0 && Character.isHighSurrogate(chars[i - 1]);
      if (chars[i] == DecodedReader.WRONG && !isPair) {
        out.writeBytes(new String(chars, from, i - from).getBytes(StandardCharsets.UTF_8));
        out.write(WRONG);
        from = i + 1;
      }
    }
    out.writeBytes(new String(chars, from, count - from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}

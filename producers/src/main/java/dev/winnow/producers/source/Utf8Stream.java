package dev.winnow.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8; what that encoding does not allow ends it with an error. */
final class Utf8Stream extends InputStream {
  private static final int CHARS = 8 << 10;

  private final Reader reader;
  private final char[] chars = new char[CHARS];
  private int held;
  private byte[] ready = {};
  private int at;

  Utf8Stream(InputStream in, Charset charset) {
    this.reader = new InputStreamReader(in, charset.newDecoder());
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
      // A pair of surrogates may come in two pieces; encoded apart, each would be lost.
      boolean isSplit = count > 0 && Character.isHighSurrogate(chars[end - 1]);
      int whole = isSplit ? end - 1 : end;
      ready = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
      at = 0;
      held = 0;
      if (isSplit) {
        chars[0] = chars[end - 1];
        held = 1;
      }
    }
    return true;
  }
}

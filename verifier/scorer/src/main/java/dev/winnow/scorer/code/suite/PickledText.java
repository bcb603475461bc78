package dev.winnow.scorer.code.suite;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Text that was pickled by Python, compressed by zlib and written in base64. The size is bounded
 * before and after.
 */
final class PickledText {
  private static final int MAX_BYTES = 32 << 20;
  private static final int BUFFER = 8192;

  private PickledText() {}

  /**
   * Returns the text.
   *
   * @throws BadTestsException if it is anything else
   */
  static String read(String encoded) throws BadTestsException {
    byte[] compressed;
    try {
      compressed = Base64.getDecoder().decode(encoded.strip());
    } catch (IllegalArgumentException e) {
      throw new BadTestsException("the tests are neither JSON nor base64");
    }
    Object value = new PickleReader(inflate(compressed)).read();
    if (value instanceof String text) {
      return text;
    }
    throw new BadTestsException("the pickle holds no text");
  }

  private static byte[] inflate(byte[] compressed) throws BadTestsException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new BadTestsException("the compressed tests are cut off");
        }
        bytes.write(buffer, 0, n);
        if (bytes.size() > MAX_BYTES) {
          throw new BadTestsException("the tests have more than %d bytes".formatted(MAX_BYTES));
        }
      }
      return bytes.toByteArray();
    } catch (DataFormatException e) {
      throw new BadTestsException("the tests are not compressed by zlib");
    } finally {
      inflater.end();
    }
  }
}

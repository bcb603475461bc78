package dev.winnow.producers.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a decompression whose output is far larger than its input, because a small file can expand
 * without end. Not thread-safe.
 */
final class BoundedInflation extends FilterInputStream {
  /** Text of prompts compresses by a factor of 3 to 20. */
  private static final long MAX_RATIO = 500;

  private final CountedStream compressed;
  private final long free;
  private long given;

  /**
   * @param compressed the compressed input
   * @param free number of bytes that any file may expand to
   */
  BoundedInflation(InputStream inflated, CountedStream compressed, long free) {
    super(inflated);
    this.compressed = compressed;
    this.free = free;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    count(Math.max(0, count));
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    given += bytes;
    if (given > free && given > MAX_RATIO * compressed.count()) {
      throw new IOException(
          "it expands more than %d times, which no file of prompts does".formatted(MAX_RATIO));
    }
  }

  /** Counts the bytes read. */
  static final class CountedStream extends FilterInputStream {
    private long count;

    CountedStream(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}

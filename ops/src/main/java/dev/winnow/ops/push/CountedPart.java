package dev.winnow.ops.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A range of a file's bytes that reports how much of it was read, anew at each attempt. */
final class CountedPart {
  private final PushedFile file;
  private final long from;
  private final long bytes;
  private final LongConsumer progress;
  private long counted;

  CountedPart(PushedFile file, long from, long bytes, LongConsumer progress) {
    this.file = file;
    this.from = from;
    this.bytes = bytes;
    this.progress = progress;
  }

  /** Opens the range; what an earlier attempt has read does not count any more. */
  synchronized InputStream open() throws IOException {
    progress.accept(-counted);
    counted = 0;
    InputStream content = file.content().open();
    try {
      content.skipNBytes(from);
    } catch (IOException e) {
      try (content) {
        throw e;
      }
    }
    return new Range(content);
  }

  private synchronized void count(long more) {
    counted += more;
    progress.accept(more);
  }

  /** The bytes up to the end of the range. */
  private final class Range extends FilterInputStream {
    private long left = bytes;

    Range(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = super.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new IOException("'%s' is shorter than it was".formatted(file.path()));
      }
      left -= read;
      count(read);
      return read;
    }
  }
}

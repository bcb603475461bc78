package dev.winnow.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads a stream line by line, as {@link LineSplitter} splits it. Holds one line and one buffer of
 * the stream, whatever the length of either. Not thread-safe.
 */
public final class LineReader implements RowSource {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Queue<SourceLine> ready = new ArrayDeque<>();
  private final LineSplitter splitter;
  private boolean ended;
  private long bytes;

  public LineReader(InputStream in) {
    this(in, LineSplitter.MAX_LINE_BYTES);
  }

  /** Sets another maximum length of lines. */
  LineReader(InputStream in, int maxLineBytes) {
    this.in = in;
    this.splitter = new LineSplitter(maxLineBytes, ready::add);
  }

  @Override
  public String unit() {
    return "line";
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public Optional<SourceLine> next() throws IOException {
    while (ready.isEmpty() && !ended) {
      fill();
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void fill() throws IOException {
    int count = in.read(buffer);
    if (count < 0) {
      splitter.finish();
      ended = true;
    } else {
      splitter.feed(buffer, 0, count);
      bytes += count;
    }
  }
}

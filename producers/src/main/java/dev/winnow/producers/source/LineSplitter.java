package dev.winnow.producers.source;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Splits a sequence of byte chunks into lines. Holds at most one line of at most {@code maxBytes}
 * bytes: a longer one is skipped and reported by its number.
 *
 * <p>Blank lines and a byte order mark before the first line are dropped. Not thread-safe.
 */
public final class LineSplitter {
  /** Large enough for the largest legal prompt as JSON, with some escapes. */
  public static final int MAX_LINE_BYTES = 2 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int maxBytes;
  private final Consumer<SourceLine> lines;
  private byte[] buffer;
  private int length;
  private boolean tooLong;
  private long number = 1;

  /** Creates a splitter that passes every line to this consumer as soon as it is complete. */
  public LineSplitter(int maxBytes, Consumer<SourceLine> lines) {
    this.maxBytes = maxBytes;
    this.lines = lines;
    this.buffer = new byte[Math.min(maxBytes, 8 << 10)];
  }

  /** Adds the next bytes. */
  public void feed(byte[] bytes, int offset, int count) {
    int start = offset;
    int end = offset + count;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i - start);
        endLine();
        start = i + 1;
      }
    }
    append(bytes, start, end - start);
  }

  /** Ends the input: the last line needs no line break. */
  public void finish() {
    endLine();
  }

  private void append(byte[] bytes, int offset, int count) {
    if (tooLong || count > maxBytes - length) {
      tooLong = true;
      return;
    }
    if (count > buffer.length - length) {
      buffer =
          Arrays.copyOf(buffer, Math.min(maxBytes, Math.max(2 * buffer.length, length + count)));
    }
    System.arraycopy(bytes, offset, buffer, length, count);
    length += count;
  }

  private void endLine() {
    if (tooLong) {
      lines.accept(
          new SourceLine.Unreadable(number, "longer than %d bytes; split it".formatted(maxBytes)));
    } else {
      emit(number == 1 ? byteOrderMark(buffer, length) : 0);
    }
    number++;
    length = 0;
    tooLong = false;
  }

  /** Returns the length of the UTF-8 byte order mark; 0 where there is none. */
  public static int byteOrderMark(byte[] bytes, int length) {
    int mark = BYTE_ORDER_MARK.length;
    return length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
  }

  private void emit(int start) {
    if (!isBlank(start)) {
      lines.accept(SourceLine.of(number, ByteBuffer.wrap(buffer, start, length - start)));
    }
  }

  private boolean isBlank(int start) {
    for (int i = start; i < length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}

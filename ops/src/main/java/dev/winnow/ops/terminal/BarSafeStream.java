package dev.winnow.ops.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes lines to a terminal that may display a progress bar: each write first clears the
 * terminal's line, and the bar redraws itself below. Thread-safe.
 */
final class BarSafeStream extends OutputStream {
  /** Moves to the first column and clears the line. */
  private static final byte[] CLEAR = "\r\u001b[K".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream terminal;
  private boolean isLineStart = true;

  BarSafeStream(OutputStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    // Written in one call, so that the bar's thread cannot write in between.
    ByteArrayOutputStream piece = new ByteArrayOutputStream(length + CLEAR.length);
    if (isLineStart) {
      piece.writeBytes(CLEAR);
    }
    piece.write(bytes, offset, length);
    isLineStart = bytes[offset + length - 1] == '\n';
    terminal.write(piece.toByteArray());
  }

  @Override
  public void flush() throws IOException {
    terminal.flush();
  }
}

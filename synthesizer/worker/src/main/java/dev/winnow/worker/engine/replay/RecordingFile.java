package dev.winnow.worker.engine.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file of a recording, read line by line once and at any position afterwards. Thread-safe. It
 * does not use a channel, because an interrupted reader would close the channel for all others.
 */
final class RecordingFile implements AutoCloseable {
  /** Maximum size of a line. */
  static final int MAX_LINE_BYTES = 8 << 20;

  private final Path path;
  private final RandomAccessFile file;

  RecordingFile(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  Path path() {
    return path;
  }

  /** Receives every line that is not blank. */
  interface LineVisitor {
    /**
     * Visits a line.
     *
     * @param number line number, counted from 1
     * @param bytes buffer that begins with the line; reused for the next line
     */
    void line(long number, long offset, byte[] bytes, int length);

    /** Visits a line of more than {@link #MAX_LINE_BYTES}. */
    void tooLong(long number);
  }

  void scan(LineVisitor visitor) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      Scan scan = new Scan(visitor);
      byte[] chunk = new byte[1 << 16];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        for (int i = 0; i < read; i++) {
          scan.next(chunk[i]);
        }
      }
      scan.endLine();
    }
  }

  /** Reads the bytes at this position. */
  synchronized byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return bytes;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  /** The line that is being read. */
  private static final class Scan {
    private final LineVisitor visitor;
    private byte[] line = new byte[8 << 10];
    private long number = 1;
    private long position;
    private long start;
    private int length;
    private boolean blank = true;
    private boolean tooLong;

    Scan(LineVisitor visitor) {
      this.visitor = visitor;
    }

    void next(byte b) {
      position++;
      if (b == '\n') {
        endLine();
      } else if (length == MAX_LINE_BYTES) {
        tooLong = true;
      } else {
        append(b);
      }
    }

    private void append(byte b) {
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = b;
      blank &= b == ' ' || b == '\t' || b == '\r';
    }

    void endLine() {
      if (tooLong) {
        visitor.tooLong(number);
      } else if (!blank) {
        visitor.line(number, start, line, length);
      }
      number++;
      length = 0;
      blank = true;
      tooLong = false;
      start = position;
    }
  }
}

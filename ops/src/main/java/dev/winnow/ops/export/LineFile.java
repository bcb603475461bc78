package dev.winnow.ops.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of lines that is being written. */
public final class LineFile implements AutoCloseable {
  private final BufferedWriter out;
  private long written;

  public LineFile(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file);
  }

  /** Writes a line, which has no end. */
  public void write(String line) throws IOException {
    out.write(line);
    out.write('\n');
    written++;
  }

  /** Returns the number of lines. */
  public long written() {
    return written;
  }

  /** May be called twice. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}

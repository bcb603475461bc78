package dev.winnow.sink.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A data file that is open for reading. It can be read although it is renamed meanwhile. */
public abstract class StoredInput implements InputFile, Closeable {
  /**
   * Reads from a position.
   *
   * @return the number of bytes read, at least 1; -1 at the end of the file
   */
  abstract int read(long position, ByteBuffer into) throws IOException;

  /** Returns how many bytes to fetch at once where less is asked for. */
  abstract int blockSize();

  @Override
  public abstract long getLength();

  /** Returns the file's path: what reads the file names it so in its messages. */
  @Override
  public abstract String toString();

  @Override
  public final SeekableInputStream newStream() {
    return new BlockInputStream(this);
  }

  @Override
  public abstract void close() throws IOException;
}

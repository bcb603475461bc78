package dev.winnow.sink.row;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write to a stream, once. */
final class StreamOutputFile implements OutputFile {
  private static final int BUFFER = 64 << 10;

  private final OutputStream out;

  StreamOutputFile(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  @Override
  public PositionOutputStream create(long blockSize) {
    return new PositionOutputStream() {
      private long position;

      @Override
      public long getPos() {
        return position;
      }

      @Override
      public void write(int value) throws IOException {
        out.write(value);
        position++;
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        position += length;
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) {
    return create(blockSize);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}

package dev.winnow.sink.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.parquet.io.InputFile;

/** Joins files of lines. */
final class JsonlRowMerger implements RowMerger {
  private final OutputStream out;
  private final byte[] block = new byte[64 << 10];

  JsonlRowMerger(OutputStream out) {
    this.out = out;
  }

  @Override
  public long append(InputFile file) throws IOException {
    long lines = 0;
    byte last = '\n';
    try (InputStream in = file.newStream()) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        out.write(block, 0, read);
        for (int i = 0; i < read; i++) {
          lines += block[i] == '\n' ? 1 : 0;
        }
        last = read > 0 ? block[read - 1] : last;
      }
    }
    if (last != '\n') {
      out.write('\n');
      lines++;
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

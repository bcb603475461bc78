package dev.winnow.producers.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * Reads the rows of a Parquet file. A row group is held in memory while it is read, so that files
 * with too large ones are refused. Not thread-safe.
 */
final class ParquetRows implements RowSource {
  private static final long MAX_GROUP_BYTES = 1L << 30;

  private final ParquetReader<Group> reader;
  private long number;
  private long bytes;

  private ParquetRows(ParquetReader<Group> reader) {
    this.reader = reader;
  }

  static ParquetRows open(Path file) throws IOException {
    InputFile input = new LocalInputFile(file);
    try {
      requireSmallGroups(input);
      return new ParquetRows(new Builder(input).build());
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  @Override
  public Optional<Line> next() throws IOException {
    try {
      Group row = reader.read();
      if (row == null) {
        return Optional.empty();
      }
      number++;
      return Optional.of(line(row));
    } catch (RuntimeException e) {
      // The format's reader throws whatever it stumbles over.
      throw damaged(e);
    }
  }

  private Line line(Group row) {
    String text = ParquetJson.of(row).toString();
    bytes += text.length();
    return text.length() > LineSplitter.MAX_LINE_BYTES
        ? new Line.Unreadable(
            number, "longer than %d characters; split it".formatted(LineSplitter.MAX_LINE_BYTES))
        : new Line.Text(number, text);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public String unit() {
    return "row";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static void requireSmallGroups(InputFile input) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      for (BlockMetaData group : footer.getRowGroups()) {
        if (group.getTotalByteSize() > MAX_GROUP_BYTES) {
          throw new IOException(
              "a row group holds %d bytes, at most %d are read; write it with smaller ones"
                  .formatted(group.getTotalByteSize(), MAX_GROUP_BYTES));
        }
      }
    }
  }

  private static IOException damaged(RuntimeException e) {
    return new IOException("the Parquet file is damaged: " + e.getMessage(), e);
  }

  /** The reader's own builder takes no input file without a subclass. */
  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}

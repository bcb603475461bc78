package dev.winnow.producers.source;

import dev.winnow.schemas.text.UnreadableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * Reads the rows of a Parquet file. A row group is held in memory while it is read, so files with
 * too large row groups are rejected. Not thread-safe.
 */
final class ParquetRows implements RowSource {
  private static final long MAX_GROUP_BYTES = 1L << 30;
  private static final String MAGIC = "PAR1";

  /** Magic, length of the footer, magic. */
  private static final int MIN_BYTES = 12;

  private static final Set<CompressionCodecName> UNSUPPORTED =
      EnumSet.of(CompressionCodecName.LZO, CompressionCodecName.BROTLI);

  private final ParquetReader<Group> reader;
  private long number;
  private long bytes;

  private ParquetRows(ParquetReader<Group> reader) {
    this.reader = reader;
  }

  static ParquetRows open(Path file) throws IOException {
    requireEnd(file);
    InputFile input = new LocalInputFile(file);
    try {
      requireReadableGroups(input);
      return new ParquetRows(new Builder(input).build());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw damaged(0, e);
    }
  }

  @Override
  public Optional<SourceLine> next() throws IOException {
    try {
      Group row = reader.read();
      if (row == null) {
        return Optional.empty();
      }
      number++;
      return Optional.of(line(row));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Parquet's reader throws exceptions of many types.
      throw damaged(number, e);
    }
  }

  private SourceLine line(Group row) {
    String text = ParquetJson.of(row).toString();
    bytes += text.length();
    return text.length() > LineSplitter.MAX_LINE_BYTES
        ? new SourceLine.Unreadable(
            number, "longer than %d characters; split it".formatted(LineSplitter.MAX_LINE_BYTES))
        : new SourceLine.Text(number, text);
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

  /**
   * Checks the end of the file, because Parquet's reader reports a truncated file as not Parquet.
   */
  private static void requireEnd(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[MAGIC.length()];
      long at = bytes.length() - end.length;
      if (at >= MIN_BYTES - end.length) {
        bytes.seek(at);
        bytes.readFully(end);
      }
      if (!new String(end, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
        throw new UnreadableException(
            "the Parquet file is cut off, or damaged at its end (byte %d); fetch it again"
                .formatted(bytes.length()));
      }
    }
  }

  private static void requireReadableGroups(InputFile input) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      for (BlockMetaData group : footer.getRowGroups()) {
        requireReadable(group);
      }
    }
  }

  private static void requireReadable(BlockMetaData group) throws IOException {
    if (group.getTotalByteSize() > MAX_GROUP_BYTES) {
      throw new UnreadableException(
          "a row group holds %d bytes, at most %d are read; write it with smaller ones"
              .formatted(group.getTotalByteSize(), MAX_GROUP_BYTES));
    }
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (UNSUPPORTED.contains(column.getCodec())) {
        throw new UnreadableException(
            "the Parquet file is compressed by %s, which is not supported; write it with zstd"
                .formatted(column.getCodec().name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static UnreadableException damaged(long rows, Throwable e) {
    return new UnreadableException(
        rows == 0
            ? "the Parquet file is damaged, or of a kind that is not supported; fetch it again, or"
                + " write it as zstd-compressed Parquet"
            : "the Parquet file is damaged after row %d; fetch it again".formatted(rows),
        e);
  }

  /** The builder of Parquet's reader accepts an input file only in a subclass. */
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

package dev.winnow.producers.source;

import com.github.luben.zstd.ZstdInputStream;
import dev.winnow.producers.source.BoundedInflation.CountedStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Opens files of rows: JSON lines, a JSON array, CSV or TSV with a header, Parquet; compressed by
 * gzip or zstd, and in UTF-8 or UTF-16. The first bytes tell which, whatever the name; only CSV and
 * TSV, which look like any text, are told by their names.
 */
public final class RowFile {
  /** What any compressed file may expand to, however small it is. */
  private static final long FREE_INFLATION = 256L << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private RowFile() {}

  /**
   * The rows of a file.
   *
   * @throws IOException if it cannot be read, or is no format that holds rows; the message names it
   */
  public static RowSource open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("'%s' is a directory; give the files in it".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new IOException("prompt file '%s' does not exist or cannot be read".formatted(file));
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      if (FileFormat.of(start(in)).filter(FileFormat.PARQUET::equals).isPresent()) {
        in.close();
        return ParquetRows.open(file);
      }
      return open(in, String.valueOf(file.getFileName()));
    } catch (IOException e) {
      in.close();
      throw new IOException("'%s': %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether a file is compressed, so that its size does not tell how much there is to read. */
  public static boolean isCompressed(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Optional<FileFormat> format = FileFormat.of(in.readNBytes(FileFormat.BYTES));
      return format.isPresent() && format.get() != FileFormat.UTF_16_LITTLE;
    }
  }

  /**
   * The rows of a stream, which may be compressed.
   *
   * @param name tells CSV and TSV by how it ends
   * @throws IOException if it cannot be read, or is no format that holds rows in a stream
   */
  public static RowSource open(InputStream in, String name) throws IOException {
    InputStream inflated = inflated(in);
    InputStream text = utf8(inflated);
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return new CsvRows(text, lower.endsWith(".tsv") ? '\t' : ',');
    }
    return isArray(text) ? new JsonArrayReader(text) : new LineReader(text);
  }

  private static InputStream inflated(InputStream in) throws IOException {
    CountedStream counted = new CountedStream(buffered(in));
    InputStream marked = buffered(counted);
    Optional<FileFormat> format = FileFormat.of(start(marked));
    if (format.isEmpty()) {
      return marked;
    }
    return switch (format.get()) {
      case GZIP -> bounded(new GZIPInputStream(marked, BUFFER_BYTES), counted);
      case ZSTD -> bounded(new ZstdInputStream(marked), counted);
      default -> marked;
    };
  }

  private static InputStream bounded(InputStream inflated, CountedStream counted) {
    return buffered(new BoundedInflation(inflated, counted, FREE_INFLATION));
  }

  private static InputStream utf8(InputStream in) throws IOException {
    byte[] start = start(in);
    if (FileFormat.isUnmarkedUtf16(start)) {
      throw new IOException("looks like UTF-16 without its byte order mark; save it as UTF-8");
    }
    Optional<FileFormat> format = FileFormat.of(start);
    if (format.isEmpty()) {
      return in;
    }
    return switch (format.get()) {
      case UTF_16_LITTLE, UTF_16_BIG -> {
        in.skipNBytes(2);
        yield buffered(
            new Utf8Stream(
                in,
                format.get() == FileFormat.UTF_16_BIG
                    ? StandardCharsets.UTF_16BE
                    : StandardCharsets.UTF_16LE));
      }
      case PARQUET -> throw new IOException("Parquet cannot be read from a stream; give the file");
      default ->
          throw new IOException(
              "is %s; give JSON lines, a JSON array, CSV or Parquet, plain or as .gz or .zst"
                  .formatted(format.get().label()));
    };
  }

  /** Whether the first byte that is no white space opens an array. Skips a byte order mark. */
  private static boolean isArray(InputStream in) throws IOException {
    byte[] start = start(in);
    if (start.length >= 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB) {
      in.skipNBytes(3);
    }
    in.mark(BUFFER_BYTES);
    int first = in.read();
    int looked = 1;
    while ((first == ' ' || first == '\t' || first == '\r' || first == '\n')
        && looked < BUFFER_BYTES) {
      first = in.read();
      looked++;
    }
    in.reset();
    return first == '[';
  }

  private static InputStream buffered(InputStream in) {
    return new BufferedInputStream(in, BUFFER_BYTES);
  }

  private static byte[] start(InputStream in) throws IOException {
    in.mark(FileFormat.BYTES);
    byte[] start = in.readNBytes(FileFormat.BYTES);
    in.reset();
    return start;
  }
}

package dev.winnow.producers.source;

import dev.winnow.producers.source.BoundedInflation.CountedStream;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.schemas.text.UnreadableException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Opens files of rows: JSON lines, a JSON array, JSON objects over several lines, CSV or TSV with a
 * header, Parquet; compressed by gzip or zstd, and in UTF-8, UTF-16 or UTF-32. The format is
 * detected from the first bytes; only CSV and TSV, which look like any text, are recognised by the
 * name.
 */
public final class RowFile {
  /** Number of bytes that any compressed file may expand to, however small it is. */
  private static final long FREE_INFLATION = 256L << 20;

  private static final int BUFFER_BYTES = 64 << 10;
  private static final String FORMATS =
      "give JSON lines, a JSON array, CSV or Parquet, plain or as .gz or .zst";

  private RowFile() {}

  /**
   * Returns why a file cannot be opened as rows; empty when it can. A pipe is not read.
   *
   * @return a message that names the file and the remedy
   */
  public static Optional<String> problem(Path file) {
    try {
      requireReadable(file);
      if (Files.isRegularFile(file)) {
        open(file).close();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(ReadErrors.reading(e));
    }
  }

  /**
   * Opens the rows of a file.
   *
   * @throws IOException if it cannot be read, or has no format that holds rows; the message names
   *     it
   */
  public static RowSource open(Path file) throws IOException {
    return open(file, LineSplitter.MAX_LINE_BYTES);
  }

  /**
   * Opens the rows of a file.
   *
   * @param maxRowBytes maximum size of a row, where the file holds JSON
   * @throws IOException if it cannot be read, or has no format that holds rows; the message names
   *     it
   */
  public static RowSource open(Path file, int maxRowBytes) throws IOException {
    requireReadable(file);
    try {
      PeekableStream in = new PeekableStream(Files.newInputStream(file));
      try {
        if (is(in, FileFormat.PARQUET)) {
          in.close();
          return ParquetRows.open(file);
        }
        return open(in, String.valueOf(file.getFileName()), maxRowBytes);
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw named(file, ReadErrors.reading(e), e);
    }
  }

  /** Returns whether a file is compressed, so that its size does not show the amount of data. */
  public static boolean isCompressed(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      Optional<FileFormat> format = FileFormat.of(in.readNBytes(FileFormat.BYTES));
      return format
          .filter(found -> found.isCompression() || found == FileFormat.PARQUET)
          .isPresent();
    }
  }

  /**
   * Opens the rows of a stream, which may be compressed.
   *
   * @param name file name whose extension identifies CSV and TSV
   * @throws IOException if it cannot be read, or has no format that holds rows in a stream
   */
  public static RowSource open(InputStream in, String name) throws IOException {
    return open(new PeekableStream(in), name, LineSplitter.MAX_LINE_BYTES);
  }

  private static RowSource open(PeekableStream in, String name, int maxRowBytes)
      throws IOException {
    PeekableStream text = utf8(inflated(in));
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst|zstd)$", "");
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return CsvRows.open(text, lower.endsWith(".tsv") ? '\t' : ',');
    }
    return switch (JsonShape.of(text.peek(1))) {
      case ARRAY -> JsonValuesReader.ofArray(text, maxRowBytes);
      case OBJECTS -> JsonValuesReader.ofObjects(text, maxRowBytes);
      case LINES -> new LineReader(text, maxRowBytes);
    };
  }

  private static void requireReadable(Path file) throws UnreadableException {
    if (!Files.exists(file)) {
      throw new UnreadableException("'%s' does not exist; check the path".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new UnreadableException("'%s' is a directory; name the files in it".formatted(file));
    }
    if (!Files.isReadable(file)) {
      throw new UnreadableException(
          "'%s' may not be read; ask for the permission, or copy it".formatted(file));
    }
  }

  private static UnreadableException named(Path file, String reason, IOException cause) {
    String before = "'%s'".formatted(file);
    boolean isSentence = reason.startsWith("is ") || reason.startsWith("does ");
    return new UnreadableException(before + (isSentence ? " " : ": ") + reason, cause);
  }

  private static boolean is(PeekableStream in, FileFormat format) throws IOException {
    return FileFormat.of(in.peek(FileFormat.BYTES)).filter(format::equals).isPresent();
  }

  private static PeekableStream inflated(PeekableStream in) throws IOException {
    boolean isGzip = is(in, FileFormat.GZIP);
    if (!isGzip && !is(in, FileFormat.ZSTD)) {
      return in;
    }
    CountedStream counted = new CountedStream(new BufferedInputStream(in, BUFFER_BYTES));
    InputStream inflated = isGzip ? GzipStream.open(counted) : new ZstdStream(counted);
    return new PeekableStream(new BoundedInflation(inflated, counted, FREE_INFLATION));
  }

  /** Returns the text in UTF-8, without its byte order mark. */
  private static PeekableStream utf8(PeekableStream in) throws IOException {
    byte[] start = in.peek(FileFormat.BYTES);
    if (FileFormat.isUnmarkedUtf16(start)) {
      throw new UnreadableException(
          "looks like UTF-16 without its byte order mark; save it as UTF-8");
    }
    Optional<FileFormat> format = FileFormat.of(start);
    if (format.isEmpty()) {
      requireText(start);
      skipMark(in, start);
      return in;
    }
    Optional<Charset> charset = format.get().charset();
    if (charset.isPresent()) {
      in.skipNBytes(format.get().length());
      return new PeekableStream(new Utf8Stream(in, charset.get()));
    }
    throw new UnreadableException(
        format.get() == FileFormat.PARQUET
            ? "is a Parquet file, which cannot be read from a stream; give the file"
            : "is %s; %s".formatted(format.get().label(), FORMATS));
  }

  private static void requireText(byte[] start) throws UnreadableException {
    for (int i = 0; i < Math.min(start.length, 512); i++) {
      if (start[i] == 0) {
        throw new UnreadableException("is binary data of an unknown kind; " + FORMATS);
      }
    }
  }

  private static void skipMark(PeekableStream in, byte[] start) throws IOException {
    if (start.length >= 3
        && (start[0] & 0xFF) == 0xEF
        && (start[1] & 0xFF) == 0xBB
        && (start[2] & 0xFF) == 0xBF) {
      in.skipNBytes(3);
    }
  }
}

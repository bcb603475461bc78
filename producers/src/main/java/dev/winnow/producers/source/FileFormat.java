package dev.winnow.producers.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The format of a file, detected by bytes that are at the same place in every such file and that no
 * text begins with.
 */
enum FileFormat {
  GZIP("gzip data", 0x1F, 0x8B),
  ZSTD("zstd data", 0x28, 0xB5, 0x2F, 0xFD),
  PARQUET("a Parquet file", "PAR1"),
  UTF_32_LITTLE("UTF-32 text", 0xFF, 0xFE, 0, 0),
  UTF_32_BIG("UTF-32 text", 0, 0, 0xFE, 0xFF),
  UTF_16_LITTLE("UTF-16 text", 0xFF, 0xFE),
  UTF_16_BIG("UTF-16 text", 0xFE, 0xFF),
  ZIP("a zip archive (as .xlsx, .npz and .pt files are)", 'P', 'K', 3, 4),
  EMPTY_ZIP("an empty zip archive", 'P', 'K', 5, 6),
  BZIP2("bzip2 data", "BZh"),
  XZ("xz data", 0xFD, '7', 'z', 'X', 'Z'),
  LZ4("lz4 data", 0x04, 0x22, 0x4D, 0x18),
  SNAPPY("snappy data", 0xFF, 0x06, 0, 0, 's', 'N', 'a', 'P'),
  SEVEN_ZIP("a 7z archive", '7', 'z', 0xBC, 0xAF),
  RAR("a rar archive", "Rar!"),
  TAR("a tar archive", 257, "ustar"),
  ARROW("an Arrow file", "ARROW1"),
  ARROW_STREAM("an Arrow stream", 0xFF, 0xFF, 0xFF, 0xFF),
  AVRO("an Avro file", 'O', 'b', 'j', 1),
  SQLITE("an SQLite database", "SQLite format 3"),
  HDF5("an HDF5 file", 0x89, 'H', 'D', 'F'),
  NUMPY("a NumPy array", 0x93, 'N', 'U', 'M', 'P', 'Y'),
  GGUF("a GGUF model", "GGUF"),
  PICKLE("a Python pickle", 0x80, 4, 0x95),
  PDF("a PDF document", "%PDF"),
  PNG("a PNG image", 0x89, 'P', 'N', 'G'),
  JPEG("a JPEG image", 0xFF, 0xD8, 0xFF),
  GIF("a GIF image", "GIF8"),
  RIFF("a WebP image, or sound or film", "RIFF"),
  OFFICE("an old Office document", 0xD0, 0xCF, 0x11, 0xE0),
  RTF("an RTF document", "{\\rtf"),
  ELF("a program", 0x7F, 'E', 'L', 'F'),
  LFS_POINTER(
      "a Git LFS pointer, not the data (git lfs pull fetches it)", "version https://git-lfs"),
  HTML("a web page", "<!DOCTYPE"),
  HTML_SMALL("a web page", "<!doctype"),
  HTML_BARE("a web page", "<html"),
  XML("an XML document", "<?xml");

  /** Number of bytes that suffice to detect most formats. */
  static final int BYTES = 8;

  private final String label;
  private final int at;
  private final int[] magic;

  FileFormat(String label, int... magic) {
    this.label = label;
    this.at = 0;
    this.magic = magic;
  }

  FileFormat(String label, String magic) {
    this(label, 0, magic);
  }

  FileFormat(String label, int at, String magic) {
    this.label = label;
    this.at = at;
    this.magic = magic.chars().toArray();
  }

  /** Returns the format of a file that begins with these bytes; empty for text. */
  static Optional<FileFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.fits(start)).findFirst();
  }

  /** Returns whether these bytes are the start of UTF-16 without a byte order mark. */
  static boolean isUnmarkedUtf16(byte[] start) {
    return start.length >= 4
        && ((start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0)
            || (start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0));
  }

  /** Returns the name of the format, with its article. */
  String label() {
    return label;
  }

  boolean isCompression() {
    return this == GZIP || this == ZSTD;
  }

  /** Returns the encoding of text that begins with a byte order mark. */
  Optional<Charset> charset() {
    return switch (this) {
      case UTF_16_LITTLE -> Optional.of(StandardCharsets.UTF_16LE);
      case UTF_16_BIG -> Optional.of(StandardCharsets.UTF_16BE);
      case UTF_32_LITTLE -> Optional.of(Charset.forName("UTF-32LE"));
      case UTF_32_BIG -> Optional.of(Charset.forName("UTF-32BE"));
      default -> Optional.empty();
    };
  }

  /** Returns the length of the mark, or of the other bytes that identify the format. */
  int length() {
    return magic.length;
  }

  private boolean fits(byte[] start) {
    if (start.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((start[at + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

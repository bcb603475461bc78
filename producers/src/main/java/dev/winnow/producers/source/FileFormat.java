package dev.winnow.producers.source;

import java.util.Arrays;
import java.util.Optional;

/** What a file is, told by its first bytes. */
enum FileFormat {
  GZIP("gzip", 0x1F, 0x8B),
  ZSTD("zstd", 0x28, 0xB5, 0x2F, 0xFD),
  PARQUET("Parquet", 'P', 'A', 'R', '1'),
  UTF_32("UTF-32", 0xFF, 0xFE, 0, 0),
  UTF_16_LITTLE("UTF-16", 0xFF, 0xFE),
  UTF_16_BIG("UTF-16", 0xFE, 0xFF),
  ZIP("zip", 'P', 'K', 3, 4),
  BZIP2("bzip2", 'B', 'Z', 'h'),
  XZ("xz", 0xFD, '7', 'z', 'X', 'Z'),
  ARROW("Arrow", 'A', 'R', 'R', 'O', 'W', '1'),
  AVRO("Avro", 'O', 'b', 'j', 1),
  PDF("PDF", '%', 'P', 'D', 'F');

  /** Bytes that are enough to tell. */
  static final int BYTES = 8;

  private final String label;
  private final int[] magic;

  FileFormat(String label, int... magic) {
    this.label = label;
    this.magic = magic;
  }

  /** The format that begins so; empty for text. */
  static Optional<FileFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.begins(start)).findFirst();
  }

  /** Whether these bytes are the start of UTF-16 that lacks its mark. */
  static boolean isUnmarkedUtf16(byte[] start) {
    return start.length >= 4
        && ((start[0] != 0 && start[1] == 0 && start[2] != 0 && start[3] == 0)
            || (start[0] == 0 && start[1] != 0 && start[2] == 0 && start[3] != 0));
  }

  /** The format's name. */
  String label() {
    return label;
  }

  private boolean begins(byte[] start) {
    if (start.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((start[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

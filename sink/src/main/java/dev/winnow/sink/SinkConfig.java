package dev.winnow.sink;

import dev.winnow.sink.row.Format;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the sink writes.
 *
 * @param datasets directory that holds a directory for each recipe; one sink at a time
 * @param format of the files
 * @param maxRows rows not yet committed, over all files, that make it commit; at least 1
 * @param maxBytes bytes not yet committed, over all files, that make it commit; at least 1. About
 *     as much memory is needed
 * @param maxAge time since the first row not yet committed that makes it commit: how far the
 *     datasets may lag behind
 */
public record SinkConfig(
    Path datasets, Format format, long maxRows, long maxBytes, Duration maxAge) {
  public SinkConfig {
    if (maxRows < 1) {
      throw new IllegalArgumentException("max rows: %d, want at least 1".formatted(maxRows));
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("max bytes: %d, want at least 1".formatted(maxBytes));
    }
    if (!maxAge.isPositive()) {
      throw new IllegalArgumentException("max age: %s, want a positive duration".formatted(maxAge));
    }
  }

  /** Parquet, committed every 256 MB, million rows or five minutes. */
  public static SinkConfig of(Path datasets) {
    return new SinkConfig(datasets, Format.PARQUET, 1_000_000, 256L << 20, Duration.ofMinutes(5));
  }
}

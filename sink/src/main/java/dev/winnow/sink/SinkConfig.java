package dev.winnow.sink;

import dev.winnow.sink.row.Format;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Configuration of the sink.
 *
 * @param datasets directory with one subdirectory for each recipe; only one sink may use it at a
 *     time
 * @param format file format
 * @param maxRows number of uncommitted rows, over all files, that triggers a commit; at least 1
 * @param maxBytes number of uncommitted bytes, over all files, that triggers a commit; at least 1.
 *     The sink needs about as much memory
 * @param maxAge time since the first uncommitted row that triggers a commit: the maximum lag of the
 *     datasets
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

  /**
   * Returns the default configuration: Parquet, a commit every 256 MB, million rows or five
   * minutes.
   */
  public static SinkConfig of(Path datasets) {
    return new SinkConfig(datasets, Format.PARQUET, 1_000_000, 256L << 20, Duration.ofMinutes(5));
  }
}

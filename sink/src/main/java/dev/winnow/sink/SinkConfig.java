package dev.winnow.sink;

import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Configuration of the sink.
 *
 * @param datasets where datasets are written, with a directory for each recipe; several sinks may
 *     share it, and then share the partitions
 * @param format file format
 * @param maxRows number of uncommitted rows, over all files, that triggers a commit; at least 1
 * @param maxBytes number of uncommitted bytes, over all files, that triggers a commit; at least 1.
 *     The sink needs about as much memory
 * @param maxAge time since the first uncommitted row that triggers a commit: the maximum lag of the
 *     datasets
 */
public record SinkConfig(
    DatasetsLocation datasets, Format format, long maxRows, long maxBytes, Duration maxAge) {
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

  /** Creates a configuration of a sink that writes to a directory. */
  public SinkConfig(Path datasets, Format format, long maxRows, long maxBytes, Duration maxAge) {
    this(DatasetsLocation.of(datasets), format, maxRows, maxBytes, maxAge);
  }

  /**
   * Returns the default configuration: Parquet, a commit every 256 MB, million rows or five
   * minutes.
   */
  public static SinkConfig of(DatasetsLocation datasets) {
    return new SinkConfig(datasets, Format.PARQUET, 1_000_000, 256L << 20, Duration.ofMinutes(5));
  }
}

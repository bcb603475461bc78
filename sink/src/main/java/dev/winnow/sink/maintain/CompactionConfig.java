package dev.winnow.sink.maintain;

import java.time.Duration;

/**
 * Configuration of a compaction.
 *
 * @param targetBytes wanted size of a file; files below half of it are merged; at least 1
 * @param minFiles least number of files that are merged where they do not reach the wanted size; at
 *     least 2. A small number writes the same rows again and again
 * @param grace how long a replaced file can still be read, at least 0: as long as a reader takes
 *     from reading the manifest or card to opening its last file
 * @param logRetention how long entries of the logs are kept that a checkpoint has, at least 0.
 *     Neither sinks nor readers need them; people may, to see what happened
 */
public record CompactionConfig(
    long targetBytes, int minFiles, Duration grace, Duration logRetention) {
  /** Files of 128 MiB, merged from at least four, an hour for readers, a day of the logs. */
  public static final CompactionConfig DEFAULT =
      new CompactionConfig(128L << 20, 4, Duration.ofHours(1), Duration.ofDays(1));

  public CompactionConfig {
    if (targetBytes < 1) {
      throw new IllegalArgumentException(
          "target size: %d bytes, want at least 1".formatted(targetBytes));
    }
    if (minFiles < 2) {
      throw new IllegalArgumentException("min files: %d, want at least 2".formatted(minFiles));
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace: %s, want 0 or more".formatted(grace));
    }
    if (logRetention.isNegative()) {
      throw new IllegalArgumentException(
          "log retention: %s, want 0 or more".formatted(logRetention));
    }
  }
}

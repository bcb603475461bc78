package dev.winnow.sink.maintain;

/**
 * What a compaction has done.
 *
 * @param merged number of files that were replaced
 * @param written number of files in their place
 * @param rows number of rows in these
 * @param bytesBefore size of the replaced files
 * @param bytesAfter size of the files in their place
 * @param deleted number of files, replaced by this compaction or earlier ones, that were deleted
 * @param expired number of entries of the logs that were deleted
 */
public record CompactionReport(
    long merged,
    long written,
    long rows,
    long bytesBefore,
    long bytesAfter,
    long deleted,
    long expired) {
  static final CompactionReport NOTHING = new CompactionReport(0, 0, 0, 0, 0, 0, 0);

  CompactionReport plus(CompactionReport other) {
    return new CompactionReport(
        merged + other.merged,
        written + other.written,
        rows + other.rows,
        bytesBefore + other.bytesBefore,
        bytesAfter + other.bytesAfter,
        deleted + other.deleted,
        expired + other.expired);
  }
}

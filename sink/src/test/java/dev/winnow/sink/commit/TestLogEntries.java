package dev.winnow.sink.commit;

import java.time.Instant;
import java.util.List;

/** Entries to start a test from. */
final class TestLogEntries {
  static final Source SOURCE = new Source("cluster", "first-id");
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);

  private TestLogEntries() {}

  static LogEntry.Claim claim(String owner) {
    return new LogEntry.Claim(owner, SOURCE, NOW);
  }

  /** A commit of one file with a row at each of these offsets. */
  static LogEntry.Commit commit(String owner, long first, long next) {
    return new LogEntry.Commit(
        owner, SOURCE, first, next, List.of(file(owner, first, next - 1)), 0, NOW);
  }

  /** A file with a row at each of these offsets. */
  static DataFile file(String writer, long first, long last) {
    String path =
        new DataFileName(PARTITION, first, writer).path("arithmetic", "accepted", "jsonl");
    RowStats rows =
        new RowStats(
            last - first + 1,
            0,
            0,
            RowStats.NONE.byReason(),
            RowStats.NONE.byFamily(),
            RowStats.NONE.byPassRate());
    return new DataFile(
        path,
        "arithmetic",
        "accepted",
        PARTITION.topic(),
        PARTITION.partition(),
        first,
        last,
        100,
        "",
        rows);
  }
}

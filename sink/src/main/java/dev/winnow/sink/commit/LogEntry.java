package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** An entry of a partition's log: one change of what its datasets contain. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LogEntry.Claim.class, name = "claim"),
  @JsonSubTypes.Type(value = LogEntry.Commit.class, name = "commit"),
  @JsonSubTypes.Type(value = LogEntry.Compaction.class, name = "compaction"),
  @JsonSubTypes.Type(value = LogEntry.Drop.class, name = "drop"),
  @JsonSubTypes.Type(value = LogEntry.Purge.class, name = "purge")
})
public sealed interface LogEntry {
  /**
   * A sink takes the partition over. Every sink that claimed it before is thereby shut out.
   *
   * @param owner token of the sink for this claim, used once
   * @param source where its rows come from
   */
  record Claim(String owner, Source source, Instant at) implements LogEntry {}

  /**
   * The rows of a range of offsets are final.
   *
   * @param owner the latest claim
   * @param source where its rows come from
   * @param first first offset of the range, where the previous commit ended
   * @param next the offset after the range
   * @param files the files with its rows
   * @param refused number of records in the range that were no rows and went to the dead letters
   */
  record Commit(
      String owner,
      Source source,
      long first,
      long next,
      List<DataFile> files,
      long refused,
      Instant at)
      implements LogEntry {}

  /**
   * Files are replaced by others with the same rows.
   *
   * @param removed paths of the files that no longer count
   * @param added the files in their place
   */
  record Compaction(List<String> removed, List<DataFile> added, Instant at) implements LogEntry {}

  /**
   * A dataset's files up to here no longer count, and their rows are not written again.
   *
   * @param dataset the dataset, {@code recipe/kind}
   */
  record Drop(String dataset, Instant at) implements LogEntry {}

  /**
   * Files that no longer count have been deleted.
   *
   * @param paths their paths
   */
  record Purge(List<String> paths, Instant at) implements LogEntry {}

  /** Returns when the entry was written, by the clock of its writer. */
  Instant at();
}

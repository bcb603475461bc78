package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one commit makes final.
 *
 * @param next for each partition that it covers, the next offset to read
 * @param files the files with the rows between the partition's previous commit and {@code next}
 * @param refused number of records in that range that were not samples and went to the dead letters
 * @param source where the rows come from; null in logs that are older than this field
 * @param dropped datasets, as {@code recipe/outcome}, whose files of earlier commits were dropped
 */
public record Commit(
    Map<PartitionId, Long> next,
    List<DataFile> files,
    long refused,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Source source,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> dropped) {
  @SuppressWarnings("UnnecessaryNullCheck") // Jackson sets null where a line lacks the field.
  public Commit {
    dropped = dropped == null ? List.of() : dropped;
  }

  /** A commit of files and offsets from a source. */
  public Commit(Map<PartitionId, Long> next, List<DataFile> files, long refused, Source source) {
    this(next, files, refused, source, List.of());
  }

  /** Returns a commit that drops the files of these datasets and changes no offset. */
  static Commit drop(List<String> datasets) {
    return new Commit(Map.of(), List.of(), 0, null, List.copyOf(datasets));
  }

  /** Returns this commit with only these of its files. */
  Commit withFiles(List<DataFile> some) {
    return new Commit(next, some, refused, source, dropped);
  }

  /** Returns where the rows come from; empty where that is unknown. */
  Optional<Source> knownSource() {
    return Optional.ofNullable(source);
  }
}

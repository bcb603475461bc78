package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one commit made final.
 *
 * @param next for each partition that it covers, the offset to go on from
 * @param files with the rows of the offsets before those, back to the partition's commit before
 * @param refused records among those offsets that were no samples, and went to the dead letters
 * @param source where the rows come from; null in logs that are older than this field
 * @param dropped datasets, as {@code recipe/outcome}, whose files of earlier commits were given up
 */
public record Commit(
    Map<PartitionId, Long> next,
    List<DataFile> files,
    long refused,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Source source,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> dropped) {
  @SuppressWarnings("UnnecessaryNullCheck") // Of a line that lacks the field, Jackson makes null.
  public Commit {
    dropped = dropped == null ? List.of() : dropped;
  }

  /** Files and offsets from a source. */
  public Commit(Map<PartitionId, Long> next, List<DataFile> files, long refused, Source source) {
    this(next, files, refused, source, List.of());
  }

  /** Gives up the files of these datasets, and moves on in no partition. */
  static Commit drop(List<String> datasets) {
    return new Commit(Map.of(), List.of(), 0, null, List.copyOf(datasets));
  }

  /** The same with these of its files. */
  Commit withFiles(List<DataFile> some) {
    return new Commit(next, some, refused, source, dropped);
  }

  /** Where the rows come from; empty where that is not known. */
  Optional<Source> knownSource() {
    return Optional.ofNullable(source);
  }
}

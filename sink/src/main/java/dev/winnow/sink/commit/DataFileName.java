package dev.winnow.sink.commit;

import java.util.Optional;

/**
 * The name of a data file: {@code part-<topic>~<partition>~<first offset>~<writer>.<extension>}. It
 * is unique, because a writer has a token of its own and no offset twice. The token tells whether
 * the writer of an uncommitted file can still commit it.
 *
 * @param partition partition of the rows
 * @param first first offset of the rows
 * @param writer token of the writer; a compaction's begins with {@value #COMPACTION}
 */
public record DataFileName(PartitionId partition, long first, String writer) {
  /** The first letter of the tokens of compactions; those of sinks are hexadecimal. */
  public static final String COMPACTION = "m";

  private static final String PREFIX = "part-";

  /** Returns the path of the file in its dataset. */
  public String path(String recipe, String kind, String extension) {
    // A topic's name has no tilde.
    return "%s/%s/%s%s~%d~%020d~%s.%s"
        .formatted(
            recipe,
            kind,
            PREFIX,
            partition.topic(),
            partition.partition(),
            first,
            writer,
            extension);
  }

  /** Reads the name of the file at this path; empty if it is not a data file of ours. */
  public static Optional<DataFileName> parse(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String[] parts = name.split("~", -1);
    if (parts.length != 4 || !parts[0].startsWith(PREFIX)) {
      return Optional.empty();
    }
    int dot = parts[3].indexOf('.');
    try {
      return Optional.of(
          new DataFileName(
              new PartitionId(parts[0].substring(PREFIX.length()), Integer.parseInt(parts[1])),
              Long.parseLong(parts[2]),
              dot < 0 ? parts[3] : parts[3].substring(0, dot)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a compaction has written the file. */
  public boolean isCompaction() {
    return writer.startsWith(COMPACTION);
  }
}

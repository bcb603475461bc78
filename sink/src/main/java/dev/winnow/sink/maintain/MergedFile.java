package dev.winnow.sink.maintain;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DataFileName;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.row.RowMerger;
import dev.winnow.sink.storage.DigestedOutput;
import dev.winnow.sink.storage.StagedFile;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A staged file with the rows of several others, which have the same columns. */
final class MergedFile {
  private final DataFile like;
  private final String path;
  private final StagedFile staged;
  private final DigestedOutput output;
  private final RowMerger merger;
  private long first = Long.MAX_VALUE;
  private long last;
  private RowStats stats = RowStats.NONE;

  private MergedFile(Storage storage, Format format, DataFile like, String schema)
      throws IOException {
    PartitionId partition = new PartitionId(like.topic(), like.partition());
    String writer = DataFileName.COMPACTION + UUID.randomUUID().toString().replace("-", "");
    this.like = like;
    this.path =
        new DataFileName(partition, like.first(), writer)
            .path(like.recipe(), like.kind(), format.extension());
    this.staged = storage.stage(path);
    this.output = new DigestedOutput(staged);
    this.merger = format.merger(output, schema);
  }

  /**
   * Merges files of one dataset; returns a complete, staged file for each set of columns among
   * them.
   *
   * @throws IOException if one of them has another number of rows than was committed
   */
  static List<DataFile> of(Storage storage, Format format, List<DataFile> group)
      throws IOException {
    Map<String, MergedFile> bySchema = new LinkedHashMap<>();
    try {
      for (DataFile file : group) {
        try (StoredInput input = storage.open(file.path())) {
          String schema = format.schema(input);
          MergedFile merged = bySchema.get(schema);
          if (merged == null) {
            merged = new MergedFile(storage, format, file, schema);
            bySchema.put(schema, merged);
          }
          merged.append(file, input);
        }
      }
      List<DataFile> complete = new ArrayList<>();
      for (MergedFile merged : bySchema.values()) {
        complete.add(merged.complete());
      }
      return complete;
    } catch (IOException | RuntimeException e) {
      for (MergedFile merged : bySchema.values()) {
        merged.abandon(e);
      }
      throw e;
    }
  }

  private void append(DataFile file, StoredInput input) throws IOException {
    long rows = merger.append(input);
    if (rows != file.stats().rows()) {
      throw new IOException(
          "file '%s' has %d rows, %d were committed: restore it, or drop '%s'"
              .formatted(file.path(), rows, file.stats().rows(), file.dataset()));
    }
    first = Math.min(first, file.first());
    last = Math.max(last, file.last());
    stats = stats.plus(file.stats());
  }

  private DataFile complete() throws IOException {
    merger.close();
    staged.complete();
    return new DataFile(
        path,
        like.recipe(),
        like.kind(),
        like.topic(),
        like.partition(),
        first,
        last,
        output.bytes(),
        output.sha256(),
        stats);
  }

  private void abandon(Exception cause) {
    try {
      merger.close();
      staged.abandon();
    } catch (IOException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}

package dev.winnow.sink;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DigestedOutput;
import dev.winnow.sink.storage.StagedFile;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;

/** A data file of one recipe that is being written and that no reader is told of. */
final class OpenFile {
  private final String path;
  private final String recipe;
  private final DatasetKind<?> kind;
  private final StagedFile staged;
  private final DigestedOutput output;
  private final RowQueue rows;
  private final RowCounter counter = new RowCounter();
  private long bytes;

  OpenFile(
      Storage storage,
      String path,
      String recipe,
      DatasetKind<?> kind,
      Format format,
      RowThreads threads)
      throws IOException {
    this.path = path;
    this.recipe = recipe;
    this.kind = kind;
    this.staged = storage.stage(path);
    this.output = new DigestedOutput(staged);
    this.rows = new RowQueue(format.open(output, kind.schema()), threads);
  }

  String path() {
    return path;
  }

  /** Adds a row; returns the approximate number of bytes by which the file has grown meanwhile. */
  long write(PreparedRow row) throws IOException {
    rows.add(row.row());
    counter.add(row.facts());
    long before = bytes;
    bytes = rows.bytes();
    return bytes - before;
  }

  /** Begins to complete the file, on other threads; no row may be added afterwards. */
  void finish() {
    rows.finish();
  }

  /** Completes the file with the rows of these offsets. */
  DataFile complete(PartitionId partition, long first, long last) throws IOException {
    rows.complete();
    staged.complete();
    return new DataFile(
        path,
        recipe,
        kind.name(),
        partition.topic(),
        partition.partition(),
        first,
        last,
        output.bytes(),
        output.sha256(),
        counter.stats());
  }

  /** Discards the file. */
  void abandon() throws IOException {
    try {
      rows.discard();
    } finally {
      staged.abandon();
    }
  }
}

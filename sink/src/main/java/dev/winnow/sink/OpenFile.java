package dev.winnow.sink;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.row.RowWriter;
import dev.winnow.sink.storage.DigestedOutput;
import dev.winnow.sink.storage.StagedFile;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;

/** A data file of one recipe that is being written and that no reader is told of. */
final class OpenFile {
  /** Number of rows between two looks at the size, which asks every column. */
  private static final int MEASURE_EVERY = 8;

  private final String path;
  private final String recipe;
  private final DatasetKind<?> kind;
  private final StagedFile staged;
  private final DigestedOutput output;
  private final RowWriter writer;
  private final RowCounter counter = new RowCounter();
  private long bytes;
  private long rows;

  OpenFile(Storage storage, String path, String recipe, DatasetKind<?> kind, Format format)
      throws IOException {
    this.path = path;
    this.recipe = recipe;
    this.kind = kind;
    this.staged = storage.stage(path);
    this.output = new DigestedOutput(staged);
    this.writer = format.open(output, kind.schema());
  }

  String path() {
    return path;
  }

  /** Writes a row; returns the approximate number of bytes by which the file has grown. */
  long write(PreparedRow row) throws IOException {
    writer.write(row.row());
    counter.add(row.facts());
    if (rows++ % MEASURE_EVERY != 0) {
      return 0;
    }
    long before = bytes;
    bytes = writer.bytes();
    return bytes - before;
  }

  /** Completes the file with the rows of these offsets. */
  DataFile complete(PartitionId partition, long first, long last) throws IOException {
    writer.close();
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
      writer.close();
    } finally {
      staged.abandon();
    }
  }
}

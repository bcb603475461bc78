package dev.winnow.sink;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DataFileName;
import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.PartitionHead;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.RefusedEntryException;
import dev.winnow.sink.commit.Source;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows of one partition that this sink has claimed, in the order of their offsets. Not
 * thread-safe.
 */
final class PartitionWriter {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);

  private final Storage storage;
  private final Format format;
  private final RowThreads threads;
  private final DatasetKind<?> kind;
  private final PartitionId partition;
  private final PartitionLog<PartitionHead> log;
  private final String owner;
  private final Map<String, OpenFile> open = new TreeMap<>();
  private long next;
  private long rows;
  private long bytes;
  private long refused;

  /** Set while a row or a commit is half done, and for good if that fails. */
  private boolean unfinished;

  private PartitionWriter(
      Storage storage,
      Format format,
      RowThreads threads,
      DatasetKind<?> kind,
      PartitionId partition,
      PartitionLog<PartitionHead> log,
      String owner) {
    this.storage = storage;
    this.format = format;
    this.threads = threads;
    this.kind = kind;
    this.partition = partition;
    this.log = log;
    this.owner = owner;
    this.next = log.view().next();
  }

  /**
   * Claims the partition, which shuts out every sink that claimed it before.
   *
   * @throws RefusedEntryException if the committed rows come from another source
   */
  static PartitionWriter claim(
      Storage storage,
      Format format,
      RowThreads threads,
      DatasetKind<?> kind,
      PartitionId partition,
      Source source,
      Instant now)
      throws IOException, RefusedEntryException {
    PartitionLog<PartitionHead> log = PartitionLog.head(storage, partition);
    String owner = UUID.randomUUID().toString().replace("-", "");
    log.append(new LogEntry.Claim(owner, source, now));
    return new PartitionWriter(storage, format, threads, kind, partition, log, owner);
  }

  /** Returns the next offset to take. */
  long next() {
    return next;
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  int openFiles() {
    return open.size();
  }

  /** Returns whether offsets were taken that can be committed. */
  boolean isDirty() {
    return next > log.view().next() && !unfinished;
  }

  /** Writes the row at this offset; returns by about how many bytes the files have grown. */
  long take(long offset, PreparedRow row) throws IOException {
    unfinished = true;
    String recipe = row.recipe();
    OpenFile file = open.get(recipe);
    if (file == null) {
      String path =
          new DataFileName(partition, log.view().next(), owner)
              .path(recipe, kind.name(), format.extension());
      file = new OpenFile(storage, path, recipe, kind, format, threads);
      open.put(recipe, file);
    }
    long grown = file.write(row);
    rows++;
    bytes += grown;
    next = offset + 1;
    unfinished = false;
    return grown;
  }

  /** Skips an offset whose record is no row. */
  void skip(long offset) {
    next = offset + 1;
  }

  /** Skips an offset whose record was refused. */
  void pass(long offset) {
    refused++;
    next = offset + 1;
  }

  /** Begins to complete the files, on other threads; a commit must follow. */
  void finish() {
    unfinished = true;
    open.values().forEach(OpenFile::finish);
  }

  /**
   * Makes all rows so far final; returns the files that they are in.
   *
   * @param source where rows come from at this time
   * @throws RefusedEntryException if another sink has claimed the partition, or the source is not
   *     that of the claim; the files are deleted
   * @throws IOException if the storage fails; the sink that claims the partition next finds out
   *     whether the rows are final
   */
  List<DataFile> commit(Source source, Instant now) throws IOException, RefusedEntryException {
    finish();
    List<DataFile> files = new ArrayList<>();
    for (OpenFile file : open.values()) {
      files.add(file.complete(partition, log.view().next(), next - 1));
    }
    // From here on the entry may exist whatever happens, so a failure must not delete the files.
    open.clear();
    try {
      log.append(new LogEntry.Commit(owner, source, log.view().next(), next, files, refused, now));
    } catch (RefusedEntryException e) {
      storage.delete(files.stream().map(DataFile::path).toList());
      throw e;
    }
    rows = 0;
    bytes = 0;
    refused = 0;
    for (DataFile file : files) {
      storage.publish(file.path());
    }
    unfinished = false;
    return files;
  }

  /** Discards uncommitted rows: they will be read again. */
  void abandon() {
    for (OpenFile file : open.values()) {
      try {
        file.abandon();
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "file='{}' event=file-not-deleted effect='the next claim deletes it' reason={}",
            file.path(),
            e.toString());
      }
    }
    open.clear();
  }
}

package dev.winnow.sink;

import dev.winnow.sink.commit.EntryRefusal.Reason;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RefusedEntryException;
import dev.winnow.sink.commit.Source;
import dev.winnow.sink.kind.DatasetKind;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the partitions that this sink has claimed. When the uncommitted rows of all together have
 * reached a limit, each partition is committed by itself. Not thread-safe.
 *
 * <p>A partition whose storage fails, or that another sink has claimed, is released: its
 * uncommitted rows are discarded, and the listener is told. The other partitions go on.
 */
final class DatasetWriter implements AutoCloseable {
  /**
   * Limits open files, since anyone may write records that name new recipes: at the limit it
   * commits.
   */
  private static final int MAX_OPEN_FILES = 256;

  private final SinkConfig config;
  private final Storage storage;
  private final SourceSupplier source;
  private final ReleaseListener listener;
  private final InstantSource clock;
  private final SinkMeter meter;
  private final RowThreads threads;
  private final Map<PartitionId, PartitionWriter> writers = new HashMap<>();
  private long rows;
  private long bytes;
  private int openFiles;
  private boolean dirty;
  private long firstTakenAt;

  /** Supplies where rows come from at the time of a claim or commit. */
  @FunctionalInterface
  interface SourceSupplier {
    Sources now() throws InterruptedException;
  }

  /** Learns that a partition is no longer written, with the reason in words. */
  @FunctionalInterface
  interface ReleaseListener {
    void released(PartitionId partition, String reason);
  }

  DatasetWriter(
      SinkConfig config,
      Storage storage,
      SourceSupplier source,
      ReleaseListener listener,
      InstantSource clock,
      SinkMeter meter,
      RowThreads threads) {
    this.config = config;
    this.storage = storage;
    this.source = source;
    this.listener = listener;
    this.clock = clock;
    this.meter = meter;
    this.threads = threads;
  }

  /**
   * Claims a partition; returns the next offset to take.
   *
   * @throws IllegalStateException if its committed rows come from another source
   */
  long claim(PartitionId partition, DatasetKind<?> kind) throws IOException, InterruptedException {
    try {
      PartitionWriter writer =
          PartitionWriter.claim(
              storage,
              config.format(),
              threads,
              kind,
              partition,
              source.now().of(partition.topic()),
              clock.instant());
      writers.put(partition, writer);
      return writer.next();
    } catch (RefusedEntryException e) {
      throw stop(e);
    }
  }

  /** Returns whether this sink writes the partition. */
  boolean owns(PartitionId partition) {
    return writers.containsKey(partition);
  }

  /** Writes the row at this offset. */
  void take(PartitionId partition, long offset, PreparedRow row) {
    PartitionWriter writer = writer(partition);
    int filesBefore = writer.openFiles();
    try {
      bytes += writer.take(offset, row);
      rows++;
      openFiles += writer.openFiles() - filesBefore;
      touch();
    } catch (IOException e) {
      release(partition, String.valueOf(e.getMessage()));
    }
  }

  /** Skips an offset whose record is no row. */
  void skip(PartitionId partition, long offset) {
    writer(partition).skip(offset);
    touch();
  }

  /** Skips an offset whose record was refused. */
  void pass(PartitionId partition, long offset) {
    writer(partition).pass(offset);
    touch();
  }

  /** Commits if the uncommitted rows have reached their maximum number, size or age. */
  void commitIfDue() throws InterruptedException {
    boolean isDue =
        rows >= config.maxRows()
            || bytes >= config.maxBytes()
            || openFiles >= MAX_OPEN_FILES
            || (dirty && clock.millis() - firstTakenAt >= config.maxAge().toMillis());
    if (isDue) {
      commit(List.copyOf(writers.keySet()));
    }
  }

  /**
   * Commits the rows of these partitions.
   *
   * @throws IllegalStateException if they come from another source than the committed ones
   */
  void commit(Collection<PartitionId> partitions) throws InterruptedException {
    List<PartitionId> changed =
        partitions.stream()
            .filter(partition -> owns(partition) && writer(partition).isDirty())
            .toList();
    if (!changed.isEmpty()) {
      // The ids are asked for after the rows were read: they are those of the rows, or later ones.
      Sources sources = source.now();
      changed.forEach(partition -> writer(partition).finish());
      for (PartitionId partition : changed) {
        commit(partition, sources.of(partition.topic()));
      }
    }
    count();
  }

  /** Commits all rows so far. */
  void commit() throws InterruptedException {
    commit(List.copyOf(writers.keySet()));
  }

  /** Discards the uncommitted rows of a partition and writes it no longer. */
  void forget(PartitionId partition) {
    PartitionWriter writer = writers.remove(partition);
    if (writer != null) {
      writer.abandon();
      count();
    }
  }

  /** Discards uncommitted rows: they will be read again. */
  @Override
  public void close() {
    List.copyOf(writers.keySet()).forEach(this::forget);
  }

  private void commit(PartitionId partition, Source from) {
    try {
      meter.committed(writer(partition).commit(from, clock.instant()));
    } catch (RefusedEntryException e) {
      if (e.reason() != Reason.FENCED) {
        throw stop(e);
      }
      release(partition, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      release(partition, String.valueOf(e.getMessage()));
    }
  }

  private void release(PartitionId partition, String reason) {
    meter.failed();
    forget(partition);
    listener.released(partition, reason);
  }

  private IllegalStateException stop(RefusedEntryException refused) {
    return new IllegalStateException(
        "'%s': %s; give this sink another directory (--datasets), so that no row is skipped"
            .formatted(storage.name(), refused.getMessage()),
        refused);
  }

  private PartitionWriter writer(PartitionId partition) {
    return Objects.requireNonNull(writers.get(partition), "the partition is claimed");
  }

  private void touch() {
    if (!dirty) {
      dirty = true;
      firstTakenAt = clock.millis();
    }
    meter.uncommitted(rows, firstTakenAt);
  }

  private void count() {
    Collection<PartitionWriter> all = writers.values();
    rows = all.stream().mapToLong(PartitionWriter::rows).sum();
    bytes = all.stream().mapToLong(PartitionWriter::bytes).sum();
    openFiles = all.stream().mapToInt(PartitionWriter::openFiles).sum();
    dirty = all.stream().anyMatch(PartitionWriter::isDirty);
    meter.uncommitted(rows, dirty ? firstTakenAt : 0);
  }
}

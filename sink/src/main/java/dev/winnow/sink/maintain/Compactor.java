package dev.winnow.sink.maintain;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.EntryRefusal.Reason;
import dev.winnow.sink.commit.Leftovers;
import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.LogExpiry;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.commit.RefusedEntryException;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges small files into large ones while sinks write and readers read.
 *
 * <ol>
 *   <li>Merges files of one partition and dataset into a staged file.
 *   <li>Adds an entry to the partition's log that names both. From here on readers of the log read
 *       the merged file. A commit in between changes nothing; another compaction of the same files
 *       makes this one give up its own.
 *   <li>Hides the replaced files and then publishes the merged one: a reader that lists the
 *       directory meanwhile misses rows for a moment, and never finds one twice.
 *   <li>Writes manifest and card.
 *   <li>Deletes files that were replaced longer ago than the grace period.
 *   <li>Writes a checkpoint of each log and deletes the entries that are older than the retention.
 * </ol>
 *
 * A crash leaves staged files without an entry, which a later compaction deletes after a day, or an
 * entry whose files are not published, which the next compaction or claim publishes. Not
 * thread-safe.
 */
public final class Compactor {
  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  private final Storage storage;
  private final CompactionConfig config;
  private final InstantSource clock;

  public Compactor(Storage storage, CompactionConfig config, InstantSource clock) {
    this.storage = storage;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Merges what is small now.
   *
   * @throws IOException if there are no datasets, or the storage fails; what was merged so far
   *     remains
   */
  public CompactionReport run() throws IOException {
    DatasetsLayout layout =
        DatasetsLayout.read(storage)
            .orElseThrow(
                () -> new IOException("there are no datasets in '%s'".formatted(storage.name())));
    Format format = Format.ofExtension(layout.extension());
    List<PartitionId> partitions = Snapshot.partitions(storage);
    CompactionReport report = CompactionReport.NOTHING;
    for (PartitionId partition : partitions) {
      report = report.plus(compact(partition, format));
    }
    Leftovers.settle(storage, partitions, clock.instant());
    storage.discardUnfinished(clock.instant().minus(Leftovers.COMPACTION_PATIENCE));
    new DatasetDescriber(storage, layout, new StoredListings(storage)).refresh();
    for (PartitionId partition : partitions) {
      report = report.plus(clean(partition));
    }
    return report;
  }

  private CompactionReport clean(PartitionId partition) throws IOException {
    Instant now = clock.instant();
    int deleted = Purging.purge(storage, partition, now.minus(config.grace()));
    PartitionLog.head(storage, partition).checkpoint();
    int expired = LogExpiry.expire(storage, partition, now.minus(config.logRetention()));
    return new CompactionReport(0, 0, 0, 0, 0, deleted, expired);
  }

  private CompactionReport compact(PartitionId partition, Format format) throws IOException {
    PartitionLog<PartitionState> log = PartitionLog.state(storage, partition);
    CompactionReport report = CompactionReport.NOTHING;
    for (List<DataFile> group : CompactionPlan.of(log.view().files(), config).groups()) {
      report = report.plus(merge(log, group, format));
    }
    return report;
  }

  private CompactionReport merge(
      PartitionLog<PartitionState> log, List<DataFile> group, Format format) throws IOException {
    List<DataFile> merged = MergedFile.of(storage, format, group);
    List<String> removed = group.stream().map(DataFile::path).toList();
    try {
      log.append(new LogEntry.Compaction(removed, merged, clock.instant()));
    } catch (RefusedEntryException e) {
      storage.delete(merged.stream().map(DataFile::path).toList());
      if (e.reason() != Reason.OUTDATED) {
        throw new IllegalStateException("a compaction broke a rule: " + e.getMessage(), e);
      }
      LOG.info("event=compaction-lost-race reason='{}'", e.getMessage());
      return CompactionReport.NOTHING;
    }
    for (String path : removed) {
      storage.hide(path);
    }
    for (DataFile file : merged) {
      storage.publish(file.path());
    }
    return new CompactionReport(
        group.size(),
        merged.size(),
        merged.stream().mapToLong(file -> file.stats().rows()).sum(),
        group.stream().mapToLong(DataFile::bytes).sum(),
        merged.stream().mapToLong(DataFile::bytes).sum(),
        0,
        0);
  }
}

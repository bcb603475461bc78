package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes the entries and checkpoints of a log that no reader needs, so that a log takes no more
 * space than its files do.
 *
 * <ol>
 *   <li>Chooses a checkpoint that is old enough and is not the latest.
 *   <li>Deletes the entries up to it.
 *   <li>Deletes the checkpoints before it.
 * </ol>
 *
 * The latest checkpoint is never deleted, nor is an entry after the checkpoint before it. So the
 * number of the latest checkpoint only grows, which {@link PartitionLog} relies on, and a damaged
 * latest checkpoint can be done without. A crash between two deletions leaves files that the next
 * run deletes, as it does with entries that a process created again which had slept. Sinks,
 * compactions and readers may go on meanwhile, and another expiry too.
 */
public final class LogExpiry {
  private LogExpiry() {}

  /**
   * Deletes entries that were written at this time or earlier, as far as a checkpoint has them.
   *
   * @return the number of deleted entries
   */
  public static int expire(Storage storage, PartitionId partition, Instant before)
      throws IOException {
    return expire(new StoredEntries(storage, partition), before);
  }

  static int expire(EntryStore entries, Instant before) throws IOException {
    if (PartitionLog.open(entries, new PartitionHead(entries.partition())).isDamaged()) {
      return 0;
    }
    List<Long> checkpoints = entries.checkpoints().stream().sorted().toList();
    Optional<Long> chosen = lastExpired(entries, checkpoints, before);
    if (chosen.isEmpty()) {
      return 0;
    }
    long last = chosen.get();
    List<Long> due = entries.entries().stream().filter(number -> number <= last).toList();
    entries.deleteEntries(due);
    entries.deleteCheckpoints(checkpoints.stream().filter(number -> number < last).toList());
    return due.size();
  }

  /** Returns the greatest number of a checkpoint, but the latest, that is old enough. */
  private static Optional<Long> lastExpired(
      EntryStore entries, List<Long> checkpoints, Instant before) throws IOException {
    for (int i = checkpoints.size() - 2; i >= 0; i--) {
      long number = checkpoints.get(i);
      Optional<byte[]> entry = entries.entry(number);
      // An earlier expiry has deleted the entry, so it was old enough.
      if (entry.isEmpty() || !time(entries, number, entry.get()).isAfter(before)) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }

  private static Instant time(EntryStore entries, long number, byte[] entry) {
    return LogJson.read(entry, LogEntry.class, "entry %d of '%s'".formatted(number, entries.name()))
        .at();
  }
}

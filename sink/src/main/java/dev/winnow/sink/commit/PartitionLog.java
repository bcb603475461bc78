package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one partition, which decides what its datasets contain: numbered entries, each created
 * only if there is none of its number.
 *
 * <ol>
 *   <li>A sink that begins with a partition adds a {@link LogEntry.Claim}. It takes the number that
 *       any earlier sink would use for its next commit.
 *   <li>The sink writes data files that no reader is told of.
 *   <li>It adds a {@link LogEntry.Commit} with their names and the next offset: this is the commit.
 *   <li>The files are published.
 * </ol>
 *
 * Where a number is taken, the writer reads what is there and tries the next number, unless an
 * entry in between forbids its own: a claim of another sink forbids a commit, and a compaction
 * forbids another one of the same files. So each offset is in exactly one commit, offsets only move
 * forward, and several sinks, compactions and readers may work at once.
 *
 * <p>A crash before step 3 leaves files that no entry names: whoever claims the partition next
 * deletes them, and their offsets are read again. A crash after step 3 leaves files that are not
 * published: they are published then.
 *
 * <p>Readers begin with a checkpoint and read the entries after it. A checkpoint is written when
 * the entries since the previous one are a fixed share of its files, so the cost of a commit does
 * not grow with the dataset. The hint that names the latest checkpoint may be old or missing.
 *
 * @param <V> what is kept of the entries
 */
public final class PartitionLog<V extends LogView> {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLog.class);

  /** Minimum number of entries between two checkpoints. */
  static final int MIN_INTERVAL = 64;

  /** Number of files in a checkpoint for which it may be one entry older. */
  private static final int FILES_PER_ENTRY = 4;

  private final EntryStore entries;
  private final V view;
  private long checkpointed;
  private long interval = MIN_INTERVAL;

  private PartitionLog(EntryStore entries, V view) {
    this.entries = entries;
    this.view = view;
  }

  /** Opens the log of a partition and reads what a sink must know of it. */
  public static PartitionLog<PartitionHead> head(Storage storage, PartitionId partition)
      throws IOException {
    return open(new StoredEntries(storage, partition), new PartitionHead(partition));
  }

  /** Opens the log of a partition and reads all that follows from it. */
  public static PartitionLog<PartitionState> state(Storage storage, PartitionId partition)
      throws IOException {
    return open(new StoredEntries(storage, partition), new PartitionState(partition));
  }

  static <V extends LogView> PartitionLog<V> open(EntryStore entries, V empty) throws IOException {
    PartitionLog<V> log = new PartitionLog<>(entries, empty);
    log.latestCheckpoint().ifPresent(log::restore);
    log.catchUp();
    return log;
  }

  /** Returns what follows from the entries read so far. */
  public V view() {
    return view;
  }

  /** Reads the entries that others have added. */
  public void catchUp() throws IOException {
    while (true) {
      long number = view.number() + 1;
      Optional<byte[]> next = entries.entry(number);
      if (next.isEmpty()) {
        return;
      }
      view.apply(
          LogJson.read(
              next.get(), LogEntry.class, "entry %d of '%s'".formatted(number, entries.name())));
    }
  }

  /**
   * Adds an entry after all that are there.
   *
   * @throws RefusedEntryException if it may not follow them
   * @throws IOException if the storage fails; the entry may have been added or not
   * @throws IllegalStateException if the log is damaged
   */
  public void append(LogEntry entry) throws IOException, RefusedEntryException {
    append(state -> entry);
  }

  /**
   * Adds an entry that depends on what is there; it is made again when others were faster.
   *
   * @throws RefusedEntryException if it may not follow them
   * @throws IOException if the storage fails; the entry may have been added or not
   * @throws IllegalStateException if the log is damaged
   */
  public void append(Function<V, LogEntry> make) throws IOException, RefusedEntryException {
    while (true) {
      LogEntry entry = make.apply(view);
      Optional<EntryRefusal> refusal = view.refusal(entry);
      if (refusal.isPresent()) {
        throw new RefusedEntryException(refusal.get());
      }
      if (entries.createEntry(view.number() + 1, LogJson.write(entry))) {
        view.apply(entry);
        checkpointIfDue();
        return;
      }
      long before = view.number();
      catchUp();
      if (view.number() == before) {
        throw new IOException(
            "entry %d of '%s' exists and cannot be read: the storage is not consistent"
                .formatted(before + 1, entries.name()));
      }
    }
  }

  private void checkpointIfDue() throws IOException {
    if (view.number() - checkpointed < interval) {
      return;
    }
    PartitionLog<PartitionState> whole = open(entries, new PartitionState(entries.partition()));
    Checkpoint checkpoint = whole.view().checkpoint();
    entries.createCheckpoint(checkpoint.number(), LogJson.write(checkpoint));
    entries.hint(checkpoint.number());
    note(checkpoint);
  }

  private Optional<Checkpoint> latestCheckpoint() throws IOException {
    Optional<Long> hint = entries.hint();
    Optional<Checkpoint> hinted = hint.isPresent() ? read(hint.get()) : Optional.empty();
    if (hinted.isPresent()) {
      return hinted;
    }
    List<Long> numbers = entries.checkpoints().stream().sorted(Comparator.reverseOrder()).toList();
    for (long number : numbers) {
      Optional<Checkpoint> found = read(number);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** A checkpoint that is damaged is not needed: an earlier one, or the entries, say the same. */
  private Optional<Checkpoint> read(long number) throws IOException {
    Optional<byte[]> content = entries.checkpoint(number);
    try {
      return content.map(
          bytes ->
              LogJson.read(
                  bytes,
                  Checkpoint.class,
                  "checkpoint %d of '%s'".formatted(number, entries.name())));
    } catch (IllegalStateException e) {
      LOG.warn("event=checkpoint-ignored reason='{}'", e.getMessage());
      return Optional.empty();
    }
  }

  private void restore(Checkpoint checkpoint) {
    view.restore(checkpoint);
    note(checkpoint);
  }

  private void note(Checkpoint checkpoint) {
    checkpointed = checkpoint.number();
    int size = checkpoint.files().size() + checkpoint.retired().size();
    interval = Math.max(MIN_INTERVAL, size / FILES_PER_ENTRY);
  }
}

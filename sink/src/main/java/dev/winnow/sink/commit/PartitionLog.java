package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
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
 * <p>A crash before step 3 leaves files that no entry names: the sink that claims the partition
 * next deletes them, and their offsets are read again. A crash after step 3 leaves files that are
 * not published: they are published then.
 *
 * <p>Readers begin with the latest checkpoint and read the entries after it. A checkpoint is
 * written when the entries since the previous one are a fixed share of its files, so the cost of a
 * commit does not grow with the dataset.
 *
 * <p>{@link LogExpiry} deletes old entries, so a number may become free again, and a process that
 * slept may create an entry of that number. Such an entry is ignored by every reader: only entries
 * before the latest checkpoint are ever deleted, and the number of the latest checkpoint never
 * becomes smaller. So a sink that has read or created an entry lists the checkpoints afterwards. If
 * the latest one is not before the entry, a reader takes that checkpoint in place of what it has
 * read, and a writer fails.
 *
 * @param <V> what is kept of the entries
 */
public final class PartitionLog<V extends LogView> {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLog.class);

  /** Minimum number of entries between two checkpoints. */
  static final int MIN_INTERVAL = 64;

  /** Number of files in a checkpoint for which it may be one entry older. */
  private static final int FILES_PER_ENTRY = 4;

  /** How often a log is read again because others have written checkpoints meanwhile. */
  private static final int LOOKS = 10;

  private final EntryStore entries;
  private final V view;
  private long checkpointed;
  private long interval = MIN_INTERVAL;

  /** The number of the latest checkpoint if that one is damaged, otherwise 0. */
  private long damaged;

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
    log.restore();
    log.catchUp();
    return log;
  }

  /** Returns what follows from the entries read so far. */
  public V view() {
    return view;
  }

  /** Returns whether the latest checkpoint is damaged, so that the entries before it are needed. */
  boolean isDamaged() {
    return damaged > 0;
  }

  /** Reads the entries that others have added. */
  public void catchUp() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      List<LogEntry> read = entriesAfter(view.number());
      if (entries.latestCheckpoint() <= Math.max(view.number(), damaged)) {
        // None of these numbers had been deleted, so no entry of them was created a second time.
        read.forEach(view::apply);
        if (view.number() < damaged) {
          throw new IllegalStateException(
              "checkpoint %d of '%s' is damaged, and entry %d is missing: restore one of them"
                  .formatted(damaged, entries.name(), view.number() + 1));
        }
        return;
      }
      restore();
    }
    throw new IOException(
        "the checkpoints of '%s' change faster than they can be read".formatted(entries.name()));
  }

  private List<LogEntry> entriesAfter(long number) throws IOException {
    List<LogEntry> read = new ArrayList<>();
    while (true) {
      long next = number + read.size() + 1;
      Optional<byte[]> content = entries.entry(next);
      if (content.isEmpty()) {
        return read;
      }
      read.add(
          LogJson.read(
              content.get(), LogEntry.class, "entry %d of '%s'".formatted(next, entries.name())));
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
        requireNotDeletedBefore(view.number() + 1);
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

  /**
   * Fails where the number may have been free because its entry was deleted. Where others have been
   * so fast that they wrote a checkpoint meanwhile, this fails too, and the entry counts.
   */
  private void requireNotDeletedBefore(long number) throws IOException {
    long latest = entries.latestCheckpoint();
    if (latest >= number) {
      throw new IOException(
          "entry %d of '%s' was written after checkpoint %d: read the log again to learn whether it counts"
              .formatted(number, entries.name(), latest));
    }
  }

  /** Writes a checkpoint of the entries so far, unless there is one. */
  public void checkpoint() throws IOException {
    PartitionLog<PartitionState> whole = open(entries, new PartitionState(entries.partition()));
    Checkpoint checkpoint = whole.view().checkpoint();
    if (checkpoint.number() > whole.checkpointed) {
      entries.createCheckpoint(checkpoint.number(), LogJson.write(checkpoint));
    }
    note(checkpoint);
  }

  private void checkpointIfDue() throws IOException {
    if (view.number() - checkpointed >= interval) {
      checkpoint();
    }
  }

  /**
   * Takes the latest checkpoint. Where it is damaged, the one before it and the entries since say
   * the same: no entry after the one before it has been deleted.
   */
  private void restore() throws IOException {
    List<Long> latest =
        entries.checkpoints().stream().sorted(Comparator.reverseOrder()).limit(2).toList();
    damaged = 0;
    for (long number : latest) {
      Optional<byte[]> content = entries.checkpoint(number);
      if (content.isEmpty()) {
        // The checkpoint was deleted since the listing, so there are later ones.
        return;
      }
      Optional<Checkpoint> found = read(number, content.get());
      if (found.isPresent()) {
        take(found.get());
        return;
      }
      if (damaged > 0) {
        throw new IllegalStateException(
            "checkpoints %s of '%s' are damaged: restore one".formatted(latest, entries.name()));
      }
      damaged = number;
    }
  }

  private void take(Checkpoint checkpoint) {
    // What was read so far is kept if the checkpoint before a damaged one is older.
    if (damaged == 0 || checkpoint.number() > view.number()) {
      view.restore(checkpoint);
      note(checkpoint);
    }
  }

  private Optional<Checkpoint> read(long number, byte[] content) {
    try {
      return Optional.of(
          LogJson.read(
              content,
              Checkpoint.class,
              "checkpoint %d of '%s'".formatted(number, entries.name())));
    } catch (IllegalStateException e) {
      LOG.warn("event=checkpoint-ignored reason='{}'", e.getMessage());
      return Optional.empty();
    }
  }

  private void note(Checkpoint checkpoint) {
    checkpointed = checkpoint.number();
    int size = checkpoint.files().size() + checkpoint.retired().size();
    interval = Math.max(MIN_INTERVAL, size / FILES_PER_ENTRY);
  }
}

package dev.winnow.sink.commit;

import dev.winnow.sink.commit.EntryRefusal.Reason;
import dev.winnow.sink.commit.LogEntry.Claim;
import dev.winnow.sink.commit.LogEntry.Commit;
import dev.winnow.sink.commit.LogEntry.Compaction;
import dev.winnow.sink.commit.LogEntry.Drop;
import dev.winnow.sink.commit.LogEntry.Purge;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a partition's datasets contain according to its log. About a kilobyte for each file. Not
 * thread-safe.
 */
public final class PartitionState implements LogView {
  private final PartitionId partition;
  private final PartitionHead head;
  private final Map<String, DataFile> files = new LinkedHashMap<>();
  private final Map<String, Instant> retired = new TreeMap<>();
  private final Map<String, Long> dropped = new HashMap<>();
  private Instant at = Instant.EPOCH;

  public PartitionState(PartitionId partition) {
    this.partition = partition;
    this.head = new PartitionHead(partition);
  }

  public PartitionId partition() {
    return partition;
  }

  public PartitionHead head() {
    return head;
  }

  @Override
  public long number() {
    return head.number();
  }

  /** Returns the files that count. */
  public Collection<DataFile> files() {
    return Collections.unmodifiableCollection(files.values());
  }

  /** Returns whether this file counts. */
  public boolean contains(String path) {
    return files.containsKey(path);
  }

  /** Returns the files that no longer count and are not deleted yet, and since when. */
  public Map<String, Instant> retired() {
    return Collections.unmodifiableMap(retired);
  }

  /** Returns, for each dropped dataset, the offset before which its rows were dropped. */
  public Map<String, Long> dropped() {
    return Collections.unmodifiableMap(dropped);
  }

  /** Returns when the latest entry was written. */
  public Instant at() {
    return at;
  }

  @Override
  public Optional<EntryRefusal> refusal(LogEntry entry) {
    return switch (entry) {
      case Claim claim -> head.refusal(claim);
      case Commit commit -> head.refusal(commit).or(() -> taken(commit.files()));
      case Compaction compaction -> refusal(compaction);
      case Drop drop -> Optional.empty();
      case Purge purge ->
          retired.keySet().containsAll(purge.paths())
              ? Optional.empty()
              : outdated("files that are purged are not retired");
    };
  }

  @Override
  public void apply(LogEntry entry) {
    refusal(entry)
        .ifPresent(
            refusal -> {
              throw new IllegalStateException(
                  "entry %d of the log of %s: %s"
                      .formatted(number() + 1, partition, refusal.words()));
            });
    head.apply(entry);
    at = entry.at();
    switch (entry) {
      case Claim claim -> {}
      case Commit commit -> add(commit.files());
      case Compaction compaction -> {
        retire(compaction.removed());
        add(compaction.added());
      }
      case Drop drop -> {
        retire(paths(drop.dataset()));
        dropped.put(drop.dataset(), head.next());
      }
      case Purge purge -> retired.keySet().removeAll(purge.paths());
    }
  }

  @Override
  public void restore(Checkpoint checkpoint) {
    head.restore(checkpoint);
    at = checkpoint.at();
    files.clear();
    retired.clear();
    dropped.clear();
    dropped.putAll(checkpoint.dropped());
    add(checkpoint.files());
    retired.putAll(checkpoint.retired());
  }

  /** Returns a checkpoint of this state. */
  Checkpoint checkpoint() {
    return new Checkpoint(
        number(),
        head.owner(),
        head.source().orElse(null),
        head.next(),
        head.refused(),
        at,
        dropped,
        retired,
        List.copyOf(files.values()));
  }

  /** A compaction must not lose or add rows, and another one may have replaced its files. */
  private Optional<EntryRefusal> refusal(Compaction compaction) {
    Set<String> removed = new HashSet<>(compaction.removed());
    if (!files.keySet().containsAll(removed)) {
      return outdated("files that are replaced no longer count");
    }
    Map<String, Long> before = new HashMap<>();
    files.values().stream()
        .filter(file -> removed.contains(file.path()))
        .forEach(file -> count(file, before));
    Map<String, Long> after = new HashMap<>();
    compaction.added().forEach(file -> count(file, after));
    return before.equals(after)
        ? taken(compaction.added())
        : Optional.of(new EntryRefusal(Reason.ILLEGAL, "a compaction changes the number of rows"));
  }

  private static void count(DataFile file, Map<String, Long> rows) {
    rows.merge(file.dataset(), file.stats().rows(), Long::sum);
  }

  private Optional<EntryRefusal> taken(List<DataFile> added) {
    return added.stream()
        .map(DataFile::path)
        .filter(path -> files.containsKey(path) || retired.containsKey(path))
        .findFirst()
        .map(path -> new EntryRefusal(Reason.ILLEGAL, "file '%s' is added twice".formatted(path)));
  }

  private static Optional<EntryRefusal> outdated(String words) {
    return Optional.of(new EntryRefusal(Reason.OUTDATED, words));
  }

  private void add(List<DataFile> added) {
    added.forEach(file -> files.put(file.path(), file));
  }

  private void retire(List<String> paths) {
    for (String path : paths) {
      files.remove(path);
      retired.put(path, at);
    }
  }

  private List<String> paths(String dataset) {
    return files.values().stream()
        .filter(file -> file.dataset().equals(dataset))
        .map(DataFile::path)
        .toList();
  }
}

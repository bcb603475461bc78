package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the datasets contain according to the logs of all partitions. Each partition is as it was at
 * one moment, and has each of its rows once. Files that are replaced afterwards remain readable for
 * the grace period of compactions. About a kilobyte for each file.
 *
 * @param partitions the states by partition; must not be changed
 */
public record Snapshot(Map<PartitionId, PartitionState> partitions) {
  /** Reads the logs. */
  public static Snapshot read(Storage storage) throws IOException {
    Map<PartitionId, PartitionState> states = new HashMap<>();
    for (PartitionId partition : partitions(storage)) {
      states.put(partition, PartitionLog.state(storage, partition).view());
    }
    return new Snapshot(states);
  }

  /** Returns the partitions that have a log. */
  public static List<PartitionId> partitions(Storage storage) throws IOException {
    Stream.Builder<PartitionId> found = Stream.builder();
    for (String topic : storage.directories(StoredEntries.root())) {
      for (String partition : storage.directories(StoredEntries.root() + '/' + topic)) {
        if (partition.matches("\\d{1,9}")) {
          found.add(new PartitionId(topic, Integer.parseInt(partition)));
        }
      }
    }
    return found.build().toList();
  }

  /** Returns the files that count. */
  public Stream<DataFile> files() {
    return partitions.values().stream().flatMap(state -> state.files().stream());
  }

  /** Returns the number of rows in these files. */
  public long rows() {
    return files().mapToLong(file -> file.stats().rows()).sum();
  }

  /** Returns the next offset of each partition. */
  public Map<PartitionId, Long> next() {
    Map<PartitionId, Long> next = new HashMap<>();
    partitions.forEach((partition, state) -> next.put(partition, state.head().next()));
    return next;
  }

  /** Returns the dropped rows of each dataset, {@code recipe/kind}: those before these offsets. */
  public Map<String, Map<PartitionId, Long>> dropped() {
    Map<String, Map<PartitionId, Long>> dropped = new HashMap<>();
    partitions.forEach(
        (partition, state) ->
            state
                .dropped()
                .forEach(
                    (dataset, before) ->
                        dropped
                            .computeIfAbsent(dataset, name -> new HashMap<>())
                            .put(partition, before)));
    return dropped;
  }

  /** Returns the number of the latest entry of each partition. */
  public Map<PartitionId, Long> versions() {
    Map<PartitionId, Long> versions = new HashMap<>();
    partitions.forEach((partition, state) -> versions.put(partition, state.number()));
    return versions;
  }

  /** Returns whether the logs have no entries after these. */
  public static boolean isLatest(Storage storage, Map<PartitionId, Long> versions)
      throws IOException {
    for (PartitionId partition : partitions(storage)) {
      long next = versions.getOrDefault(partition, 0L) + 1;
      EntryStore entries = new StoredEntries(storage, partition);
      // The next entry may have been deleted; the checkpoints are read afterwards, and say so.
      if (entries.entry(next).isPresent() || entries.latestCheckpoint() >= next) {
        return false;
      }
    }
    return true;
  }

  /** Returns when the latest entry was written; the epoch if there is none. */
  public Instant at() {
    return partitions.values().stream()
        .map(PartitionState::at)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }
}

package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes or deletes what crashed writers left behind. It may run while sinks and compactions
 * write, for these reasons:
 *
 * <ul>
 *   <li>A sink claims a partition before it stages a file. The files are listed first and the log
 *       is read afterwards, so the claim of each listed file's writer has been read. A writer that
 *       is not the owner by then can never commit.
 *   <li>A file of a compaction has no claim. It is deleted when it is older than {@link
 *       #COMPACTION_PATIENCE}, which no compaction of a few files takes.
 * </ul>
 */
public final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** How long a file of a compaction may take. */
  public static final Duration COMPACTION_PATIENCE = Duration.ofDays(1);

  private Leftovers() {}

  /** Finishes or deletes what was left of these partitions. */
  public static void settle(Storage storage, Collection<PartitionId> partitions, Instant now)
      throws IOException {
    Map<PartitionId, List<StoredFile>> listed =
        storage.unpublished().stream()
            .filter(file -> partition(file).filter(partitions::contains).isPresent())
            .collect(Collectors.groupingBy(file -> partition(file).orElseThrow()));
    for (PartitionId partition : partitions) {
      PartitionState state = PartitionLog.state(storage, partition).view();
      for (String retired : state.retired().keySet()) {
        storage.hide(retired);
      }
      List<String> orphans = new ArrayList<>();
      for (StoredFile file : listed.getOrDefault(partition, List.of())) {
        if (state.contains(file.path())) {
          storage.publish(file.path());
        } else if (isOrphan(file, state, now)) {
          orphans.add(file.path());
        }
      }
      if (!orphans.isEmpty()) {
        LOG.info("partition={} event=orphans-deleted count={}", partition, orphans.size());
        storage.delete(orphans);
      }
    }
  }

  private static Optional<PartitionId> partition(StoredFile file) {
    return DataFileName.parse(file.path()).map(DataFileName::partition);
  }

  private static boolean isOrphan(StoredFile file, PartitionState state, Instant now) {
    DataFileName name = DataFileName.parse(file.path()).orElseThrow();
    boolean mayBeCommitted =
        name.isCompaction()
            ? file.modified().isAfter(now.minus(COMPACTION_PATIENCE))
            : name.writer().equals(state.head().owner());
    return !mayBeCommitted && !state.retired().containsKey(file.path());
  }
}

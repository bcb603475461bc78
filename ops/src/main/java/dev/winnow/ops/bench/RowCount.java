package dev.winnow.ops.bench;

import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the rows of datasets while they grow. It reads each entry of their logs once: to read the
 * whole logs at each look took a twentieth of all processor time of a benchmark.
 */
final class RowCount {
  /** Each look lists the directories of the logs. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Storage storage;
  private final Map<PartitionId, PartitionLog<PartitionState>> logs = new HashMap<>();

  RowCount(Storage storage) {
    this.storage = storage;
  }

  /** Returns the number of rows in the files that count by now. */
  long count() throws IOException {
    for (PartitionId partition : Snapshot.partitions(storage)) {
      PartitionLog<PartitionState> log = logs.get(partition);
      if (log == null) {
        logs.put(partition, PartitionLog.state(storage, partition));
      } else {
        log.catchUp();
      }
    }
    return logs.values().stream()
        .flatMap(log -> log.view().files().stream())
        .mapToLong(file -> file.stats().rows())
        .sum();
  }

  /** Waits until at least this many rows count; returns how many do. */
  long await(long wanted) throws IOException, InterruptedException {
    while (true) {
      long found = count();
      if (found >= wanted) {
        return found;
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}

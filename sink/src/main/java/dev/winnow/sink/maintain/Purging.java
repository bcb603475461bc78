package dev.winnow.sink.maintain;

import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.commit.RefusedEntryException;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deletes files that no longer count. */
final class Purging {
  private Purging() {}

  /**
   * Deletes the files that have not counted since this time or longer; returns their number. They
   * are deleted before the log says so: after a crash in between they are deleted again.
   */
  static int purge(Storage storage, PartitionId partition, Instant since) throws IOException {
    PartitionLog<PartitionState> log = PartitionLog.state(storage, partition);
    List<String> due =
        log.view().retired().entrySet().stream()
            .filter(retired -> !retired.getValue().isAfter(since))
            .map(Map.Entry::getKey)
            .toList();
    if (due.isEmpty()) {
      return 0;
    }
    storage.delete(due);
    try {
      log.append(new LogEntry.Purge(due, since));
    } catch (RefusedEntryException e) {
      // Another process has deleted them too.
      return 0;
    }
    return due.size();
  }
}

package dev.winnow.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.sink.SingleSink;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.CommittedRows;
import dev.winnow.sink.testing.FailingStorage;
import dev.winnow.sink.testing.S3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A compaction that also deletes entries of the log dies before its first access to the storage,
 * then before its second, and so on, while a sink writes and a reader polls.
 */
class LogExpiryCrashIT {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);
  private static final CompactionConfig AT_ONCE =
      new CompactionConfig(64 << 20, 2, Duration.ofHours(1), Duration.ZERO);

  /** A commit adds fewer accesses to a compaction than this, so that one ends at last. */
  private static final int COMMIT_EVERY = 8;

  @TempDir private Path datasets;
  private final List<String> ids = new ArrayList<>();

  @Test
  void aCompactionMayCrashBeforeEachOfItsStepsOnDisk() throws Exception {
    dieAtEachStep(DatasetsLocation.of(datasets));
  }

  @Test
  @Tag("long")
  void aCompactionMayCrashBeforeEachOfItsStepsOnAnObjectStore() throws Exception {
    try (S3Server server = new S3Server()) {
      dieAtEachStep(server.at("dying"));
    }
  }

  private void dieAtEachStep(DatasetsLocation location) throws Exception {
    try (Storage storage = location.open();
        SingleSink sink = new SingleSink(storage, Format.JSONL)) {
      CommittedRows.writeOneByOne(sink, ids, 3);
      PartitionLog<PartitionState> reader = PartitionLog.state(storage, PARTITION);
      int deaths = 0;
      while (dies(storage, deaths + 1)) {
        deaths++;
        requireSameRows(storage, reader);
        if (deaths % COMMIT_EVERY == 0) {
          CommittedRows.writeOneByOne(sink, ids, 1);
        }
      }
      assertThat(deaths).isGreaterThan(20);
      requireSameRows(storage, reader);
      assertThat(storage.files(".sink/log/" + PARTITION)).hasSizeLessThan(5);
      assertThat(storage.files(".sink/log/" + PARTITION + "/checkpoints")).hasSize(2);
    }
  }

  /** Returns whether a compaction that dies at this access comes that far. */
  private static boolean dies(Storage storage, int access) {
    try {
      compact(FailingStorage.from(storage, access));
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessage("connection reset");
      return true;
    }
  }

  private static CompactionReport compact(Storage storage) throws IOException {
    return new Compactor(storage, AT_ONCE, InstantSource.system()).run();
  }

  private void requireSameRows(Storage storage, PartitionLog<PartitionState> reader)
      throws IOException {
    CommittedRows.requireExactly(storage, ids);
    reader.catchUp();
    long rows = 0;
    Set<String> paths = new HashSet<>();
    for (DataFile file : reader.view().files()) {
      rows += file.stats().rows();
      assertThat(paths.add(file.path())).isTrue();
    }
    assertThat(rows).isEqualTo(ids.size());
  }
}

package dev.winnow.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.SingleSink;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.CommittedRows;
import dev.winnow.sink.testing.Datasets;
import dev.winnow.sink.testing.DuckDb;
import dev.winnow.sink.testing.ExactlyOnceRows;
import dev.winnow.sink.testing.S3Server;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactorTest {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);

  /** Keeps replaced files, and deletes entries of the log at once. */
  private static final CompactionConfig FORGETFUL =
      new CompactionConfig(64 << 20, 2, Duration.ofHours(1), Duration.ZERO);

  @TempDir Path datasets;
  private final List<String> ids = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Commits files of three rows each. */
  private void commit(SingleSink sink, int files) throws Exception {
    for (int i = 0; i < files; i++) {
      for (int row = 0; row < 3; row++) {
        Sample sample = Samples.sample("p" + ids.size(), 0, Outcome.ACCEPTED);
        sink.take(sample);
        ids.add(sample.getId());
      }
      sink.commit();
    }
  }

  private CompactionReport compact(Storage storage, Duration grace) throws IOException {
    return new Compactor(
            storage, new CompactionConfig(64 << 20, 2, grace, Duration.ofDays(1)), () -> now)
        .run();
  }

  private String rows() {
    Path manifest = datasets.resolve("arithmetic/manifest.jsonl");
    return "SET VARIABLE files = (SELECT list('%s/' || path) FROM read_json('%s'));\nSELECT * FROM %s ORDER BY ALL"
        .formatted(datasets, manifest, "read_parquet(getvariable('files'))");
  }

  @ParameterizedTest
  @EnumSource
  void smallFilesBecomeOneWithTheSameRows(Format format) throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open();
        SingleSink sink = new SingleSink(storage, format)) {
      commit(sink, 100);
      assertThat(compact(storage, Duration.ofHours(1)))
          .satisfies(
              report -> {
                assertThat(report.merged()).isEqualTo(100);
                assertThat(report.written()).isEqualTo(1);
                assertThat(report.rows()).isEqualTo(300);
                assertThat(report.bytesAfter()).isLessThanOrEqualTo(report.bytesBefore());
              });
      commit(sink, 2);

      CommittedRows.requireExactly(storage, ids);
      assertThat(Snapshot.read(storage).files()).hasSize(3);
    }
    new ExactlyOnceRows(datasets, format).holdFor(ids);
  }

  @Test
  void everyColumnKeepsItsValue() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open();
        SingleSink sink = new SingleSink(storage, Format.PARQUET)) {
      commit(sink, 5);
      sink.describe();
      List<?> before = DuckDb.query(rows());

      compact(storage, Duration.ZERO);

      assertThat(DuckDb.query(rows())).isEqualTo(before).hasSize(15);
    }
  }

  @Test
  void replacedFilesAreDeletedAfterTheGracePeriod() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open();
        SingleSink sink = new SingleSink(storage, Format.JSONL)) {
      commit(sink, 4);
      List<String> replaced = Snapshot.read(storage).files().map(file -> file.path()).toList();
      compact(storage, Duration.ofHours(1));
      now = now.plus(Duration.ofMinutes(59));
      assertThat(compact(storage, Duration.ofHours(1)).deleted()).isZero();
      for (String path : replaced) {
        storage.open(path).close();
      }

      now = now.plus(Duration.ofMinutes(1));
      assertThat(compact(storage, Duration.ofHours(1)).deleted()).isEqualTo(4);

      assertThat(storage.unpublished()).isEmpty();
      assertThat(Datasets.state(storage, PARTITION).retired()).isEmpty();
      CommittedRows.requireExactly(storage, ids);
    }
  }

  @Test
  void aReaderThatPollsDuringCompactionsAndCommitsMissesNothingAndFindsNothingTwice()
      throws Exception {
    readWhileCompacting(DatasetsLocation.of(datasets), 6);
  }

  @Test
  @Tag("long")
  void aReaderOfAnObjectStoreMissesNothingAndFindsNothingTwice() throws Exception {
    try (S3Server server = new S3Server()) {
      readWhileCompacting(server.at("polled"), 3);
    }
  }

  private void readWhileCompacting(DatasetsLocation location, int rounds) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Storage storage = location.open();
        SingleSink sink = new SingleSink(storage, Format.PARQUET);
        ExecutorService reader = Executors.newSingleThreadExecutor()) {
      commit(sink, 20);
      Future<Integer> polls = reader.submit(() -> poll(storage, done));
      PartitionLog<PartitionState> slow = PartitionLog.state(storage, PARTITION);
      for (int round = 0; round < rounds; round++) {
        new Compactor(storage, FORGETFUL, InstantSource.system()).run();
        commit(sink, 10);
      }
      slow.catchUp();
      assertThat(slow.view().files())
          .containsExactlyInAnyOrderElementsOf(Datasets.state(storage, PARTITION).files());
      done.set(true);
      assertThat(polls.get()).isGreaterThan(2);
      CommittedRows.requireExactly(storage, ids);
    }
  }

  /** Each poll finds the rows of the one before, and each row once. */
  private static int poll(Storage storage, AtomicBoolean done) throws IOException {
    Set<String> before = Set.of();
    int polls = 0;
    while (!done.get()) {
      List<String> found = CommittedRows.ids(storage);
      assertThat(found).doesNotHaveDuplicates().containsAll(before);
      before = new HashSet<>(found);
      polls++;
    }
    return polls;
  }

  @Test
  void aDroppedDatasetIsGoneAndLaterRowsAreWritten() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open();
        SingleSink sink = new SingleSink(storage, Format.JSONL)) {
      commit(sink, 2);
      sink.describe();

      assertThat(DatasetDrop.drop(storage, "arithmetic", Optional.empty(), now))
          .containsExactly("arithmetic/accepted");
      assertThat(datasets.resolve("arithmetic")).doesNotExist();

      ids.clear();
      commit(sink, 1);
      CommittedRows.requireExactly(storage, ids);
      assertThat(Snapshot.read(storage).dropped())
          .containsEntry("arithmetic/accepted", Map.of(PARTITION, 6L));
    }
  }

  @Test
  void whatIsNoDatasetCannotBeDropped() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open();
        SingleSink sink = new SingleSink(storage, Format.JSONL)) {
      commit(sink, 1);

      assertThatThrownBy(() -> DatasetDrop.drop(storage, "../arithmetic", Optional.empty(), now))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there are [arithmetic/accepted]");
      CommittedRows.requireExactly(storage, ids);
    }
  }

  @Test
  void aDirectoryWithoutDatasetsIsNotCompacted() {
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      assertThatThrownBy(() -> compact(storage, Duration.ZERO))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("there are no datasets in");
    }
    assertThat(Files.exists(datasets.resolve(".sink"))).isFalse();
  }
}

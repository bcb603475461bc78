package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DataFileName;
import dev.winnow.sink.commit.Leftovers;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.kind.PreparedRow;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.Datasets;
import dev.winnow.sink.testing.ExactlyOnceRows;
import dev.winnow.sink.testing.FailingStorage;
import dev.winnow.sink.testing.Samples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);
  private static final PartitionId OTHER = new PartitionId("winnow.accepted", 1);
  private static final SampleKind ACCEPTED = new SampleKind(Outcome.ACCEPTED);
  private static final Duration AGE = Duration.ofMinutes(5);

  @TempDir Path datasets;
  private Storage storage;
  private Sources sources = new Sources("cluster", Map.of("winnow.accepted", "id"));
  private Instant now = Instant.EPOCH;
  private final Map<PartitionId, String> released = new HashMap<>();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final SinkMeter meter = new SinkMeter(StageMetrics.of(metrics), () -> now);

  @BeforeEach
  void open() {
    storage = DatasetsLocation.of(datasets).open();
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private DatasetWriter writer(long maxRows, long maxBytes) throws Exception {
    SinkConfig config = new SinkConfig(datasets, Format.JSONL, maxRows, maxBytes, AGE);
    DatasetWriter writer =
        new DatasetWriter(
            config,
            storage,
            () -> sources,
            released::put,
            () -> now,
            meter,
            new RowThreads(Runnable::run));
    writer.claim(PARTITION, ACCEPTED);
    return writer;
  }

  private static PreparedRow accepted(int index) {
    return row(Samples.sample("p", index, Outcome.ACCEPTED));
  }

  private static PreparedRow row(Sample sample) {
    return PreparedRow.of(ACCEPTED, sample);
  }

  private List<DataFile> files() throws IOException {
    return Datasets.files(datasets);
  }

  private long next() throws IOException {
    return Datasets.state(storage, PARTITION).head().next();
  }

  @Test
  void filesAreRolledByRowsAndNamedAfterTheirOffsets() throws Exception {
    try (DatasetWriter writer = writer(2, 1 << 20)) {
      for (int i = 0; i < 5; i++) {
        writer.take(PARTITION, 10 * i, accepted(i));
        writer.commitIfDue();
      }
    }

    assertThat(files()).extracting(DataFile::first).containsExactly(0L, 11L);
    assertThat(files()).extracting(DataFile::last).containsExactly(10L, 30L);
    assertThat(files())
        .extracting(file -> DataFileName.parse(file.path()).orElseThrow())
        .allMatch(name -> name.partition().equals(PARTITION) && !name.isCompaction());
    assertThat(next()).isEqualTo(31);
  }

  @Test
  void rowsCountWhenTheyAreCommittedAndAgeUntilThen() throws Exception {
    now = Instant.ofEpochSecond(100);
    try (DatasetWriter writer = writer(1_000, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.take(PARTITION, 1, accepted(1));
      now = now.plusSeconds(30);
      double age = metrics.get("winnow_sink_commit_age_seconds").gauge().value();
      double uncommitted = metrics.get("winnow_sink_uncommitted_rows").gauge().value();
      boolean isCounted = metrics.find("winnow_sink_rows_total").counter() != null;

      writer.commit();

      assertThat(age).isEqualTo(30);
      assertThat(uncommitted).isEqualTo(2);
      assertThat(isCounted).isFalse();
      assertThat(
              metrics
                  .get("winnow_sink_rows_total")
                  .tag("recipe", files().getFirst().recipe())
                  .tag("dataset", "accepted")
                  .counter()
                  .count())
          .isEqualTo(2);
      assertThat(metrics.get("winnow_sink_bytes_total").counter().count())
          .isEqualTo(files().getFirst().bytes());
      assertThat(metrics.get("winnow_sink_commits_total").counter().count()).isEqualTo(1);
      assertThat(metrics.get("winnow_sink_commit_age_seconds").gauge().value()).isZero();
      assertThat(metrics.get("winnow_sink_uncommitted_rows").gauge().value()).isZero();
    }
  }

  @Test
  void filesAreRolledByBytes() throws Exception {
    try (DatasetWriter writer = writer(1_000_000, 20_000)) {
      for (int i = 0; i < 100; i++) {
        writer.take(PARTITION, i, accepted(i));
        writer.commitIfDue();
      }
    }

    assertThat(files()).hasSizeBetween(2, 10).allMatch(file -> file.bytes() < 30_000);
  }

  @Test
  void filesAreRolledByTheAgeOfTheirFirstRow() throws Exception {
    try (DatasetWriter writer = writer(1_000, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      now = now.plus(AGE).minusMillis(1);
      writer.commitIfDue();
      assertThat(files()).isEmpty();

      now = now.plusMillis(1);
      writer.commitIfDue();

      assertThat(files()).hasSize(1);
    }
  }

  @Test
  void recipesThatInterleaveInAPartitionShareItsCommits() throws Exception {
    List<String> ids = new ArrayList<>();
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      for (int i = 0; i < 40; i++) {
        Sample sample = Samples.sample("recipe-" + i % 3, "p" + i % 3, i, Outcome.ACCEPTED);
        writer.take(PARTITION, i, row(sample));
        writer.commitIfDue();
        ids.add(sample.getId());
      }
    }

    assertThat(Datasets.snapshot(datasets).versions()).containsEntry(PARTITION, 1L + 4);
    assertThat(files()).hasSize(12);
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(ids);
  }

  @Test
  void eachPartitionIsCommittedToItsOwnLog() throws Exception {
    try (DatasetWriter writer = writer(2, 1 << 20)) {
      writer.claim(OTHER, ACCEPTED);
      writer.take(PARTITION, 0, accepted(0));
      writer.take(OTHER, 7, accepted(1));
      writer.commitIfDue();
    }

    assertThat(Datasets.snapshot(datasets).next()).isEqualTo(Map.of(PARTITION, 1L, OTHER, 8L));
  }

  @Test
  void offsetsWithoutRowsAreCoveredAndCounted() throws Exception {
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.pass(PARTITION, 1);
      writer.commit();
    }

    assertThat(next()).isEqualTo(2);
    assertThat(Datasets.state(storage, PARTITION).head().refused()).isEqualTo(1);
  }

  @Test
  void whatWasNotCommittedLeavesNothing() throws Exception {
    DatasetWriter writer = writer(10, 1 << 20);
    writer.take(PARTITION, 0, accepted(0));

    writer.close();

    assertThat(files()).isEmpty();
    assertThat(storage.unpublished()).isEmpty();
    assertThat(next()).isZero();
  }

  @Test
  void aSinkWhosePartitionWasClaimedDiscardsItsRowsAndGoesOnWithTheOthers() throws Exception {
    try (DatasetWriter zombie = writer(10, 1 << 20)) {
      zombie.claim(OTHER, ACCEPTED);
      zombie.take(PARTITION, 0, accepted(0));
      zombie.take(OTHER, 0, accepted(1));
      try (DatasetWriter owner = writer(10, 1 << 20)) {
        zombie.commit();
        assertThat(released).containsOnlyKeys(PARTITION);
        assertThat(released.get(PARTITION)).contains("another sink has claimed");
        assertThat(zombie.owns(PARTITION)).isFalse();

        owner.take(PARTITION, 0, accepted(0));
        owner.commit();
      }
    }

    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(List.of("p/0", "p/1"));
    assertThat(storage.unpublished()).isEmpty();
  }

  @Test
  void rowsOfATopicThatWasCreatedAgainStopTheSink() throws Exception {
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      sources = new Sources("cluster", Map.of("winnow.accepted", "another-id"));

      assertThatThrownBy(writer::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("deleted and created again")
          .hasMessageContaining("--datasets");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aCommitThatTheStorageDidNotTakeIsMadeAgainAfterAnotherClaim() throws Exception {
    storage = FailingStorage.before(storage, "createIfAbsent", DatasetWriterTest::isCommit);
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
      assertThat(released.get(PARTITION)).contains("connection reset");
    }
    open();

    assertThat(next()).isZero();
    commitAgain();
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(List.of("p/0"));
    assertThat(storage.unpublished()).isEmpty();
  }

  @Test
  void aCommitWhoseAnswerWasLostIsFoundByTheNextClaim() throws Exception {
    storage = FailingStorage.after(storage, "createIfAbsent", DatasetWriterTest::isCommit);
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
      assertThat(released.get(PARTITION)).contains("connection reset");
    }
    open();

    assertThat(next()).isEqualTo(1);
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      Leftovers.settle(storage, List.of(PARTITION), now);
      assertThat(writer.owns(PARTITION)).isTrue();
    }
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(List.of("p/0"));
    assertThat(storage.unpublished()).isEmpty();
  }

  /** The entry after the claim. */
  private static boolean isCommit(String path) {
    return path.endsWith("/%020d.json".formatted(2));
  }

  private void commitAgain() throws Exception {
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      Leftovers.settle(storage, List.of(PARTITION), now);
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
    }
  }

  @Test
  void filesThatAKilledSinkLeftAreDeletedByTheNextClaim() throws Exception {
    DatasetWriter killed = writer(10, 1 << 20);
    killed.take(PARTITION, 0, accepted(0));
    assertThat(storage.unpublished()).hasSize(1);

    try (DatasetWriter next = writer(10, 1 << 20)) {
      next.take(PARTITION, 0, row(Samples.sample("later", "p", 0, Outcome.ACCEPTED)));
      Leftovers.settle(storage, List.of(PARTITION), now);

      assertThat(storage.unpublished())
          .singleElement()
          .satisfies(file -> assertThat(file.path()).startsWith("later/"));
    }
  }

  @Test
  void filesThatAKilledSinkHasCommittedArePublishedByTheNextClaim() throws Exception {
    try (DatasetWriter writer = writer(10, 1 << 20)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
    }
    storage.hide(files().getFirst().path());

    Leftovers.settle(storage, List.of(PARTITION), now);

    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(List.of("p/0"));
    assertThat(Snapshot.read(storage).rows()).isEqualTo(1);
  }
}

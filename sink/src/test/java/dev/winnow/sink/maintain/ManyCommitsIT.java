package dev.winnow.sink.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.sink.SingleSink;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.CommittedRows;
import dev.winnow.sink.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What commits cost when there are many, and what a compaction makes of them. {@code
 * -Dwinnow.soak.commits=10000} makes more.
 */
class ManyCommitsIT {
  private static final int COMMITS = Integer.getInteger("winnow.soak.commits", 200);
  private static final int PARTS = 10;

  @TempDir Path datasets;
  private final List<String> ids = new ArrayList<>();

  @Test
  void onDiskTheLastCommitsWriteAsMuchAsTheFirst() throws Exception {
    List<Long> bytes = new ArrayList<>();
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      commitAndCompact(storage, () -> bytes.add(logBytes()));
    }

    long early = bytes.get(PARTS / 2 - 1);
    long late = bytes.getLast() - early;
    System.out.printf("log bytes: %,d in the first half, %,d in the second%n", early, late);
    assertThat(late).isLessThan(3 * early);
  }

  @Test
  @Tag("long")
  void onAnObjectStoreCommitsAreCompactedToo() throws Exception {
    try (S3Server server = new S3Server();
        Storage storage = server.at("many").open()) {
      commitAndCompact(storage, () -> {});
    }
  }

  private interface Measure {
    void afterPart() throws IOException;
  }

  private void commitAndCompact(Storage storage, Measure measure) throws Exception {
    try (SingleSink sink = new SingleSink(storage, Format.JSONL)) {
      StringBuilder millis = new StringBuilder();
      for (int part = 0; part < PARTS; part++) {
        long start = System.nanoTime();
        CommittedRows.writeOneByOne(sink, ids, COMMITS / PARTS);
        millis.append(" %.2f".formatted((System.nanoTime() - start) / 1e6 / (COMMITS / PARTS)));
        measure.afterPart();
      }
      System.out.printf(
          "%s: ms for a commit, in tenths of %,d:%s%n", storage.name(), COMMITS, millis);
    }
    long start = System.nanoTime();
    CompactionReport report =
        new Compactor(
                storage,
                new CompactionConfig(128 << 20, 2, Duration.ZERO, Duration.ZERO),
                InstantSource.system())
            .run();
    System.out.printf(
        "%s: %s in %.1f s%n", storage.name(), report, (System.nanoTime() - start) / 1e9);

    assertThat(report.merged()).isEqualTo(COMMITS);
    assertThat(Snapshot.read(storage).files()).hasSizeLessThanOrEqualTo(COMMITS / 100);
    CommittedRows.requireExactly(storage, ids);
    assertThat(
            Stream.concat(
                storage.unpublished().stream(), storage.published().stream().flatMap(List::stream)))
        .hasSameSizeAs(Snapshot.read(storage).files().toList());
  }

  private long logBytes() throws IOException {
    try (Stream<Path> files = Files.walk(datasets.resolve(".sink/log"))) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}

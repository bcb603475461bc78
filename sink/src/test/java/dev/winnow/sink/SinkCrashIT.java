package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.sink.commit.Leftovers;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.maintain.CompactionConfig;
import dev.winnow.sink.maintain.Compactor;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.CommittedRows;
import dev.winnow.sink.testing.S3Server;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import dev.winnow.sink.testing.SinkMain;
import dev.winnow.sink.testing.SinkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sinks in processes of their own share the partitions, and are killed again and again while
 * they write and while small files are compacted. {@code -Dwinnow.soak.kills=50} kills more often.
 */
class SinkCrashIT {
  private static final int KILLS = Integer.getInteger("winnow.soak.kills", 2);
  private static final int ROWS_PER_LIFE = 1_000;
  private static final int ROWS_PER_COMMIT = 40;

  @TempDir Path directory;
  private final long seed = Seeds.next();
  private final Random random = new Random(seed);
  private final List<String> ids = new ArrayList<>();

  @Test
  void everySampleIsOneRowOnDiskHoweverOftenTheSinksAreKilled() throws Exception {
    String datasets = directory.resolve("datasets").toString();

    killAndVerify(datasets, Format.PARQUET);

    try (Storage storage = DatasetsLocation.parse(datasets).open()) {
      assertThat(storage.published().orElseThrow())
          .hasSameSizeAs(Snapshot.read(storage).files().toList());
      assertThat(storage.unpublished()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  @Tag("long")
  void everySampleIsOneRowOnS3HoweverOftenTheSinksAreKilled() throws Exception {
    try (S3Server server = new S3Server()) {
      String datasets = server.location("run");

      killAndVerify(datasets, Format.JSONL);

      try (Storage storage = DatasetsLocation.parse(datasets).open()) {
        assertThat(storage.unpublished())
            .as("seed %d", seed)
            .hasSameSizeAs(Snapshot.read(storage).files().toList());
      }
    }
  }

  private void killAndVerify(String datasets, Format format) throws Exception {
    DatasetsLocation location = DatasetsLocation.parse(datasets);
    try (TestCluster cluster = new TestCluster(2);
        Storage storage = location.open()) {
      SinkProcess[] sinks = new SinkProcess[2];
      for (int i = 0; i < sinks.length; i++) {
        sinks[i] = start(cluster, datasets, format, i);
      }
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          int victim = random.nextInt(sinks.length);
          killOnce(cluster, storage, sinks[victim]);
          sinks[victim] = start(cluster, datasets, format, victim);
          if (random.nextBoolean()) {
            compact(storage, Duration.ofHours(1));
          }
        }
        awaitAll(storage, sinks);
      } finally {
        for (SinkProcess sink : sinks) {
          sink.close();
        }
      }
      compact(storage, Duration.ZERO);
      Leftovers.settle(storage, Snapshot.partitions(storage), Instant.now());
      CommittedRows.requireExactly(storage, ids);
      System.out.printf(
          "%s: killed %d times, %,d rows, %,d log entries, seed %d%n",
          storage.name(),
          KILLS,
          ids.size(),
          Snapshot.read(storage).versions().values().stream().mapToLong(it -> it).sum(),
          seed);
    }
  }

  private void killOnce(TestCluster cluster, Storage storage, SinkProcess victim) throws Exception {
    produce(cluster.connection());
    long enough = Math.min(ids.size(), rows(storage) + (1 + random.nextInt(20)) * ROWS_PER_COMMIT);
    await("seed %d".formatted(seed))
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(90))
        .until(() -> rows(storage) >= enough);
    LockSupport.parkNanos(random.nextInt(50_000_000));
    assertThat(victim.isAlive()).as("seed %d", seed).isTrue();
    victim.kill();
  }

  private void awaitAll(Storage storage, SinkProcess[] sinks) {
    await("seed %d".formatted(seed))
        .atMost(Duration.ofSeconds(90))
        .until(() -> rows(storage) >= ids.size() || !sinks[0].isAlive() || !sinks[1].isAlive());
  }

  private SinkProcess start(TestCluster cluster, String datasets, Format format, int number)
      throws IOException {
    Path log = Files.createDirectories(directory).resolve("sink-%d.log".formatted(number));
    return new SinkProcess(
        cluster.connection().bootstrapServers(), datasets, format, ROWS_PER_COMMIT, log);
  }

  private static void compact(Storage storage, Duration grace) throws IOException {
    new Compactor(
            storage,
            new CompactionConfig(128 << 20, 2, grace, Duration.ZERO),
            InstantSource.system())
        .run();
  }

  private void produce(KafkaConnection shared) {
    KafkaConnection connection =
        new KafkaConnection(
            shared.bootstrapServers(), SinkMain.registry(), shared.topics(), Map.of());
    int wanted = ids.size() + ROWS_PER_LIFE;
    try (SampleTopics topics = new SampleTopics(connection, "verifier")) {
      while (ids.size() < wanted) {
        List<Sample> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          int number = ids.size() + i;
          Outcome outcome = Outcome.values()[random.nextInt(3)];
          batch.add(
              Samples.sample("recipe-" + random.nextInt(2), "p" + number / 8, number % 8, outcome));
        }
        if (random.nextInt(10) == 0) {
          topics.abort(batch);
        } else {
          topics.commit(batch);
          batch.forEach(sample -> ids.add(sample.getId()));
        }
      }
    }
  }

  private static long rows(Storage storage) throws IOException {
    return Snapshot.read(storage).rows();
  }
}

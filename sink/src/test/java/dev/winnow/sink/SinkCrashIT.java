package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.testing.Seeds;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.testing.ExactlyOnceRows;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import dev.winnow.sink.testing.SinkMain;
import dev.winnow.sink.testing.SinkProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sink in a process of its own is killed again and again while it writes. */
class SinkCrashIT {
  private static final int KILLS = 4;
  private static final int ROWS_PER_LIFE = 1_000;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void everySampleIsOneRowHoweverOftenTheSinkIsKilled(Format format) throws Exception {
    long seed = Seeds.next();
    Random random = new Random(seed);
    Path datasets = directory.resolve("datasets");
    try (TestCluster cluster = new TestCluster(2)) {
      String servers = cluster.connection().bootstrapServers();
      List<String> ids = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        produce(cluster.connection(), random, ids);
        long commits = commits(datasets).size() + 1 + random.nextInt(15);
        SinkProcess sink = new SinkProcess(servers, datasets, format, 40);
        await("seed %d".formatted(seed))
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofSeconds(60))
            .until(() -> commits(datasets).size() >= commits);
        LockSupport.parkNanos(random.nextInt(5_000_000));
        assertThat(sink.isAlive()).as("seed %d", seed).isTrue();
        sink.kill();
      }
      try (SinkProcess sink = new SinkProcess(servers, datasets, format, 40)) {
        await("seed %d".formatted(seed))
            .atMost(Duration.ofSeconds(60))
            .until(() -> rows(datasets) >= ids.size() || !sink.isAlive());
      }
      System.out.printf("killed %d times, seed %d%n", KILLS, seed);
      new ExactlyOnceRows(datasets, format).holdFor(ids);
    }
  }

  private static void produce(KafkaConnection shared, Random random, List<String> ids) {
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

  private static List<Commit> commits(Path datasets) throws IOException {
    return CommitLog.readAll(datasets);
  }

  private static long rows(Path datasets) throws IOException {
    return commits(datasets).stream()
        .flatMap(commit -> commit.files().stream())
        .mapToLong(file -> file.stats().rows())
        .sum();
  }
}

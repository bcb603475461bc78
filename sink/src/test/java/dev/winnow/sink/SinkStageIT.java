package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.PartitionHead;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.kind.DatasetKinds;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.Datasets;
import dev.winnow.sink.testing.ExactlyOnceRows;
import dev.winnow.sink.testing.SampleTopics;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class SinkStageIT {
  @TempDir Path datasets;
  private KafkaConnection connection;
  private SampleTopics topics;

  @BeforeEach
  void start() {
    connection = SharedCluster.topics(2);
    topics = new SampleTopics(connection, "verifier");
  }

  @AfterEach
  void stop() {
    topics.close();
  }

  private SinkStage sink(Format format) {
    return new SinkStage(
        connection, new SinkConfig(datasets, format, 100, 1 << 20, Duration.ofMillis(100)));
  }

  private static List<Sample> samples(String prefix, int prompts) {
    return IntStream.range(0, prompts * 3)
        .mapToObj(i -> Samples.sample(prefix + i / 3, i % 3, Outcome.values()[i % 3]))
        .toList();
  }

  private static List<String> ids(List<Sample> samples) {
    return samples.stream().map(Sample::getId).toList();
  }

  private long rows() throws IOException {
    return Datasets.rows(datasets);
  }

  private void runUntil(long rows, Format format) {
    try (SinkStage sink = sink(format)) {
      sink.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> rows() >= rows);
      assertThat(sink.healthy()).isTrue();
    }
  }

  @Test
  void everyCommittedSampleBecomesARowAcrossRestarts() {
    List<Sample> before = samples("before-", 100);
    List<Sample> after = samples("after-", 50);
    topics.commit(before);
    topics.abort(samples("aborted-", 20));
    runUntil(300, Format.PARQUET);
    topics.commit(after);
    runUntil(450, Format.PARQUET);

    List<String> ids = new ArrayList<>(ids(before));
    ids.addAll(ids(after));
    new ExactlyOnceRows(datasets, Format.PARQUET).holdFor(ids);
  }

  @Test
  void closingCommitsWhatWasTaken() throws IOException {
    List<Sample> samples = samples("p", 5);
    topics.commit(samples);
    SinkConfig patient =
        new SinkConfig(datasets, Format.JSONL, 1_000, 1 << 20, Duration.ofHours(1));
    try (SinkStage sink = new SinkStage(connection, patient)) {
      sink.start();
      Path staged = datasets.resolve(".sink/staged/arithmetic");
      await().until(() -> Files.exists(staged) && count(staged) >= 3);
    }
    runUntil(15, Format.JSONL);
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(ids(samples));
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  @Test
  void sendsBadRecordsToTheDeadLettersAndContinues() {
    byte[] garbage = "not a sample".getBytes(StandardCharsets.UTF_8);
    topics.commitBytes(connection.topics().samples(Outcome.ACCEPTED), "p", garbage);
    topics.commit(List.of(Samples.sample("p", 0, Outcome.ACCEPTED)));

    runUntil(1, Format.JSONL);

    assertThat(deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getStage()).isEqualTo("sink");
              assertThat(letter.getTopic())
                  .isEqualTo(connection.topics().samples(Outcome.ACCEPTED));
              assertThat(letter.getValue().orElseThrow().array()).isEqualTo(garbage);
            });
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(List.of("p/0"));
  }

  @Test
  void aRecipeThatIsNoNameNeverBecomesAPath() throws IOException {
    List<String> hostile =
        List.of("../../outside", "..", ".sink", "", "a/b", "a\\b", "a\u0000b", "x".repeat(101));
    topics.commit(
        hostile.stream().map(recipe -> Samples.sample(recipe, "p", 0, Outcome.REJECTED)).toList());
    topics.commit(List.of(Samples.sample("p", 0, Outcome.ACCEPTED)));
    runUntil(1, Format.JSONL);
    await().until(() -> deadLetters().size() == hostile.size());

    try (Stream<Path> directories = Files.list(datasets)) {
      assertThat(directories.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".sink", "arithmetic");
    }
    assertThat(deadLetters()).allMatch(letter -> letter.getReason().equals("INVALID_SAMPLE"));
  }

  @Test
  void twoSinksShareThePartitions() throws IOException {
    List<Sample> before = samples("before-", 100);
    List<Sample> after = samples("after-", 100);
    try (SinkStage first = sink(Format.PARQUET);
        SinkStage second = sink(Format.PARQUET)) {
      first.start();
      topics.commit(before);
      await().atMost(Duration.ofSeconds(30)).until(() -> rows() >= 300);
      second.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  partitionsOf(connection).stream()
                      .allMatch(size -> size == DatasetKinds.ALL.size()));
      topics.commit(after);
      await().atMost(Duration.ofSeconds(30)).until(() -> rows() >= 600);
      assertThat(first.health().describe()).isEqualTo("ok");
      assertThat(second.health().describe()).isEqualTo("ok");
    }

    List<String> ids = new ArrayList<>(ids(before));
    ids.addAll(ids(after));
    new ExactlyOnceRows(datasets, Format.PARQUET).holdFor(ids);
  }

  /** The number of partitions of each member of the sinks' group. */
  private static List<Integer> partitionsOf(KafkaConnection connection) throws Exception {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      String prefix = connection.topics().prefix() + "sink-";
      List<String> groups =
          admin.listGroups().all().get().stream()
              .map(GroupListing::groupId)
              .filter(group -> group.startsWith(prefix))
              .toList();
      return admin.describeConsumerGroups(groups).all().get().values().stream()
          .flatMap(group -> group.members().stream())
          .map(member -> member.assignment().topicPartitions().size())
          .toList();
    }
  }

  @Test
  void aPartitionThatAnotherSinkClaimsIsReadAgainFromItsLog() throws Exception {
    List<Sample> samples = samples("p", 50);
    SinkConfig patient =
        new SinkConfig(datasets, Format.JSONL, 1_000, 1 << 20, Duration.ofSeconds(2));
    try (SinkStage sink = new SinkStage(connection, patient)) {
      sink.start();
      topics.commit(samples);
      Path staged = datasets.resolve(".sink/staged/arithmetic");
      await().until(() -> Files.exists(staged) && count(staged) >= 3);
      claimEverything();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> sink.health().describe().contains("another sink has claimed"));
      await().atMost(Duration.ofSeconds(30)).until(() -> rows() >= samples.size());
      await().until(() -> sink.health().describe().equals("ok"));
    }
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(ids(samples));
  }

  private void claimEverything() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets).open()) {
      for (PartitionId partition : Snapshot.partitions(storage)) {
        PartitionLog<PartitionHead> log = PartitionLog.head(storage, partition);
        log.append(
            new LogEntry.Claim("intruder", log.view().source().orElseThrow(), Instant.now()));
      }
    }
  }

  @Test
  void aDirectoryOfTheEarlierLayoutIsRefused() throws IOException {
    Files.createDirectories(datasets.resolve(".sink"));
    Files.writeString(datasets.resolve(".sink/commits.jsonl"), "{}\n");

    try (SinkStage sink = sink(Format.PARQUET)) {
      assertThatThrownBy(sink::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("written by an earlier version")
          .hasMessageContaining("into an empty directory");
    }
  }

  @Test
  void aSinkDoesNotStartWhenACommittedFileIsMissing() throws IOException {
    topics.commit(samples("p", 1));
    runUntil(3, Format.JSONL);
    Files.delete(datasets.resolve(Datasets.files(datasets).getFirst().path()));

    try (SinkStage sink = sink(Format.JSONL)) {
      assertThatThrownBy(sink::start)
          .hasMessageContaining("is missing or changed")
          .hasMessageContaining("winnow drop --datasets")
          .hasMessageContaining("arithmetic/accepted");
    }
  }

  @Test
  void aDirectoryKeepsToOneFormat() {
    topics.commit(samples("p", 1));
    runUntil(3, Format.PARQUET);

    try (SinkStage sink = sink(Format.JSONL)) {
      assertThatThrownBy(sink::start).hasMessageContaining("another format");
    }
    runUntil(3, Format.PARQUET);
  }

  private List<DeadLetter> deadLetters() {
    List<DeadLetter> letters = new ArrayList<>();
    try (TopicScan scan = new TopicScan(connection)) {
      scan.read(
          connection.topics().deadLetters(),
          DeadLetter.class,
          (record, letter) -> letter.ifPresent(letters::add));
    }
    return letters;
  }

  @Test
  void anotherClusterUnderTheSameDirectoryIsRefusedAtTheStart() throws Exception {
    List<Sample> samples = samples("p", 2);
    topics.commit(samples);
    try (SinkStage sink = sink(Format.JSONL)) {
      sink.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> rows() >= samples.size());
    }

    try (TestCluster other = new TestCluster(2);
        SinkStage sink =
            new SinkStage(
                other.connection(),
                new SinkConfig(datasets, Format.JSONL, 100, 1 << 20, Duration.ofMillis(100)))) {
      assertThatThrownBy(sink::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("its rows come from the Kafka cluster")
          .hasMessageContaining("--datasets");
    }
    try (SinkStage again = sink(Format.JSONL)) {
      again.start();
      assertThat(again.healthy()).isTrue();
    }
  }
}

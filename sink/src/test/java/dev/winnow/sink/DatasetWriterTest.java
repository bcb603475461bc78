package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.commit.Source;
import dev.winnow.sink.describe.UnsolvablePrompts;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.testing.ExactlyOnceRows;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);
  private static final Source SOURCE = new Source("cluster", Map.of("winnow.accepted", "id"));
  private static final Duration AGE = Duration.ofMinutes(5);

  @TempDir Path datasets;
  private final UnsolvablePrompts unsolvable = new UnsolvablePrompts();
  private Instant now = Instant.EPOCH;

  private SinkConfig config(long maxRows, long maxBytes) {
    return new SinkConfig(datasets, Format.JSONL, maxRows, maxBytes, AGE);
  }

  private DatasetWriter writer(SinkConfig config, CommitLog log) throws IOException {
    return new DatasetWriter(config, log, () -> SOURCE, unsolvable, () -> now);
  }

  private static Sample accepted(int index) {
    return Samples.sample("p", index, Outcome.ACCEPTED);
  }

  private List<String> names() throws IOException {
    return CommitLog.readAll(datasets).stream()
        .flatMap(commit -> commit.files().stream())
        .map(file -> Path.of(file.path()).getFileName().toString())
        .toList();
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(datasets.resolve(file).toFile());
  }

  @Test
  void filesAreRolledByRowsAndNamedAfterTheirOffsets() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(2, 1 << 20), log)) {
      for (int i = 0; i < 5; i++) {
        writer.take(PARTITION, 10 * i, accepted(i));
        writer.commitIfDue();
      }
      assertThat(names())
          .containsExactly(
              "part-winnow.accepted-0-0-10.jsonl", "part-winnow.accepted-0-11-30.jsonl");
      assertThat(log.next(PARTITION)).isEqualTo(31);
    }
  }

  @Test
  void filesAreRolledByBytes() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(1_000_000, 20_000), log)) {
      for (int i = 0; i < 100; i++) {
        writer.take(PARTITION, i, accepted(i));
        writer.commitIfDue();
      }
      assertThat(CommitLog.readAll(datasets)).hasSizeBetween(2, 10);
      assertThat(CommitLog.readAll(datasets))
          .allMatch(commit -> commit.files().getFirst().bytes() < 25_000);
    }
  }

  @Test
  void filesAreRolledByTheAgeOfTheirFirstRow() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(1_000, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      now = now.plus(AGE).minusMillis(1);
      writer.commitIfDue();
      assertThat(CommitLog.readAll(datasets)).isEmpty();

      now = now.plusMillis(1);
      writer.commitIfDue();

      assertThat(CommitLog.readAll(datasets)).hasSize(1);
    }
  }

  @Test
  void recipesThatInterleaveInAPartitionShareItsCommits() throws Exception {
    List<String> ids = new ArrayList<>();
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      for (int i = 0; i < 40; i++) {
        Sample sample = Samples.sample("recipe-" + i % 3, "p" + i % 3, i, Outcome.ACCEPTED);
        writer.take(PARTITION, i, sample);
        writer.commitIfDue();
        ids.add(sample.getId());
      }
      assertThat(CommitLog.readAll(datasets))
          .hasSize(4)
          .allMatch(commit -> commit.files().size() == 3);
    }
    new ExactlyOnceRows(datasets, Format.JSONL).holdFor(ids);
  }

  @Test
  void offsetsWithoutSamplesAreCoveredAndCounted() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.pass(PARTITION, 1);
      writer.commit();

      assertThat(log.next(PARTITION)).isEqualTo(2);
      assertThat(CommitLog.readAll(datasets)).extracting(Commit::refused).containsExactly(1L);
    }
  }

  @Test
  void whatWasNotCommittedLeavesNothing() throws Exception {
    try (CommitLog log = new CommitLog(datasets)) {
      DatasetWriter writer = writer(config(10, 1 << 20), log);
      writer.take(PARTITION, 0, accepted(0));

      writer.close();

      assertThat(CommitLog.readAll(datasets)).isEmpty();
      assertThat(datasets.resolve(".sink/aside")).isEmptyDirectory();
    }
  }

  @Test
  void manifestAndStatsTellWhatIsComplete() throws Exception {
    RowCounter counter = new RowCounter();
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(2, 1 << 20), log)) {
      for (int i = 0; i < 4; i++) {
        writer.take(PARTITION, i, accepted(i));
        counter.add(accepted(i));
        writer.commitIfDue();
      }
      DataFile last = CommitLog.readAll(datasets).getLast().files().getFirst();
      JsonNode listed =
          new ObjectMapper()
              .readTree(Files.readAllLines(datasets.resolve("arithmetic/manifest.jsonl")).get(1));
      assertThat(listed.get("path").asText()).isEqualTo(last.path());
      assertThat(listed.get("first").asLong()).isEqualTo(2);
      assertThat(listed.get("last").asLong()).isEqualTo(3);
      assertThat(listed.get("bytes").asLong()).isEqualTo(Files.size(datasets.resolve(last.path())));
      assertThat(listed.get("sha256").asText()).hasSize(64);
    }
    JsonNode whole = new ObjectMapper().valueToTree(counter.stats());
    assertThat(json("arithmetic/stats.json").get("accepted").toString())
        .isEqualTo(whole.toString());
    assertThat(whole.toString())
        .isEqualTo(
            "{\"rows\":4,\"selected\":0,\"prompts\":1,\"tokens\":48,\"by_reason\":{\"EQUAL\":4},"
                + "\"by_family\":{\"add\":4},\"by_pass_rate\":[0,0,4,0,0,0,0,0,0,0]}");
  }

  @Test
  void theCardNamesAConfigForEveryDataset() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.take(
          new PartitionId("winnow.rejected", 0), 0, Samples.sample("p", 1, Outcome.REJECTED));
      writer.commit();
    }

    assertThat(Files.readString(datasets.resolve("arithmetic/README.md")))
        .startsWith(
            """
            ---
            configs:
            - config_name: accepted
              data_files: "accepted/*.jsonl"
              default: true
            - config_name: rejected
              data_files: "rejected/*.jsonl"
            """)
        .contains("| accepted | 1 | 12 | `EQUAL` 1 |");
  }

  private void giveUp(String promptId) {
    unsolvable.take(promptId, ProgressRecords.unsolvable(promptId, "none of 40"));
  }

  private int listed() throws IOException {
    return json("arithmetic/stats.json").at("/unsolvable/prompts").asInt();
  }

  @Test
  void unsolvablePromptsStandInTheStatsBesideTheOutcomes() throws Exception {
    giveUp("p");
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
    }

    JsonNode stats = json("arithmetic/stats.json");
    assertThat(stats.fieldNames()).toIterable().containsExactly("accepted", "unsolvable");
    assertThat(stats.get("unsolvable").toString())
        .isEqualTo(
            "{\"prompts\":1,\"listed\":[{\"prompt_id\":\"p\",\"judged\":40,\"accepted\":1,"
                + "\"reason\":\"none of 40\"}]}");
  }

  @Test
  void aListThatChangesIsWrittenThoughNoRowComes() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
      giveUp("p");
      now = now.plus(AGE).minusMillis(1);
      writer.describeIfDue();
      assertThat(listed()).isZero();

      now = now.plusMillis(1);
      writer.describeIfDue();

      assertThat(listed()).isEqualTo(1);
      giveUp("q");
      writer.describe();
      assertThat(listed()).isEqualTo(2);
    }
  }

  @Test
  void aRecipeWithoutRowsHasNoDirectoryForItsUnsolvablePrompts() throws Exception {
    String outside = "../beside-" + datasets.getFileName();
    unsolvable.take(
        "p", Progress.newBuilder(ProgressRecords.unsolvable("p", "")).setRecipe(outside).build());
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.describe();
    }

    assertThat(datasets.resolve(outside)).doesNotExist();
  }

  @Test
  void descriptionsThatACrashLeftBehindAreMadeAgain() throws Exception {
    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.take(PARTITION, 0, accepted(0));
      writer.commit();
    }
    Path stats = datasets.resolve("arithmetic/stats.json");
    String before = Files.readString(stats);
    Files.delete(stats);

    try (CommitLog log = new CommitLog(datasets);
        DatasetWriter writer = writer(config(10, 1 << 20), log)) {
      writer.commit();
    }

    assertThat(stats).hasContent(before);
  }
}

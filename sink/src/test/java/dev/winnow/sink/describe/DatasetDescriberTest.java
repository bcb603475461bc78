package dev.winnow.sink.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Progress;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DataFileName;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.PartitionHead;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.commit.RowFacts;
import dev.winnow.sink.commit.Source;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.ProgressRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetDescriberTest {
  private static final PartitionId PARTITION = new PartitionId("winnow.accepted", 0);
  private static final Source SOURCE = new Source("cluster", "id");

  @TempDir Path datasets;
  private Storage storage;
  private DatasetsLayout layout;
  private PartitionLog<PartitionHead> log;
  private final UnsolvablePrompts unsolvable = new UnsolvablePrompts();

  @BeforeEach
  void open() throws Exception {
    storage = DatasetsLocation.of(datasets).open();
    layout = DatasetsLayout.create(storage, "jsonl");
    log = PartitionLog.head(storage, PARTITION);
    log.append(new LogEntry.Claim("a", SOURCE, Instant.EPOCH));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private DatasetDescriber describer() {
    return new DatasetDescriber(storage, layout, unsolvable);
  }

  /** Commits a file with one row, without the file itself. */
  private DataFile commit(long offset) throws Exception {
    return commit("accepted", offset);
  }

  private DataFile commit(String dataset, long offset) throws Exception {
    RowCounter counter = new RowCounter();
    counter.add(
        new RowFacts(offset == 0, 12, Optional.of("EQUAL"), Optional.of("add"), Optional.of(0.25)));
    DataFile file =
        new DataFile(
            new DataFileName(PARTITION, offset, "a").path("arithmetic", dataset, "jsonl"),
            "arithmetic",
            dataset,
            PARTITION.topic(),
            PARTITION.partition(),
            offset,
            offset,
            100,
            "sha",
            counter.stats());
    log.append(
        new LogEntry.Commit("a", SOURCE, offset, offset + 1, List.of(file), 0, Instant.EPOCH));
    return file;
  }

  private JsonNode stats() throws IOException {
    return new ObjectMapper().readTree(datasets.resolve("arithmetic/stats.json").toFile());
  }

  private List<String> manifest() throws IOException {
    return Files.readAllLines(datasets.resolve("arithmetic/manifest.jsonl"));
  }

  @Test
  void manifestStatsAndCardTellWhatIsCommitted() throws Exception {
    DataFile first = commit(0);
    DataFile second = commit(1);

    describer().refresh();

    assertThat(manifest()).hasSize(2);
    JsonNode listed = new ObjectMapper().readTree(manifest().get(1));
    assertThat(listed.get("path").asText()).isEqualTo(second.path());
    assertThat(listed.get("first").asLong()).isEqualTo(1);
    assertThat(listed.get("sha256").asText()).isEqualTo("sha");
    assertThat(stats().get("accepted").toString())
        .isEqualTo(
            "{\"rows\":2,\"prompts\":1,\"tokens\":24,\"by_reason\":{\"EQUAL\":2},"
                + "\"by_family\":{\"add\":2},\"by_pass_rate\":[0,0,2,0,0,0,0,0,0,0]}");
    assertThat(datasets.resolve("arithmetic/README.md"))
        .content()
        .contains("- \"%s\"".formatted(first.path().replace("arithmetic/", "")))
        .contains("| accepted | 2 | 24 | `EQUAL` 2 |");
  }

  @Test
  void promptsAreCountedWhereTheirCandidatesAreAndNowhereElse() throws Exception {
    commit("accepted", 0);
    commit("selected", 1);

    describer().refresh();

    assertThat(stats().at("/accepted/prompts").asInt()).isEqualTo(1);
    assertThat(stats().get("selected").has("prompts")).isFalse();
    assertThat(stats().at("/selected/rows").asInt()).isEqualTo(1);
  }

  @Test
  void aFileThatACompactionReplacedIsNotListed() throws Exception {
    DataFile first = commit(0);
    DatasetDescriber describer = describer();
    describer.refresh();
    log.append(
        new LogEntry.Compaction(
            List.of(first.path()),
            List.of(
                new DataFile(
                    new DataFileName(PARTITION, 0, "m1").path("arithmetic", "accepted", "jsonl"),
                    first.recipe(),
                    first.kind(),
                    first.topic(),
                    first.partition(),
                    0,
                    0,
                    100,
                    "sha",
                    first.stats())),
            Instant.EPOCH));

    describer.refresh();

    assertThat(manifest()).singleElement().asString().contains("~m1.jsonl");
  }

  @Test
  void unsolvablePromptsStandInTheStatsBesideTheDatasets() throws Exception {
    commit(0);
    unsolvable.take("p", ProgressRecords.unsolvable("p", "none of 40"));

    describer().refresh();

    assertThat(stats().fieldNames()).toIterable().containsExactly("accepted", "unsolvable");
    assertThat(stats().get("unsolvable").toString())
        .isEqualTo(
            "{\"prompts\":1,\"listed\":[{\"prompt_id\":\"p\",\"judged\":40,\"accepted\":1,"
                + "\"reason\":\"none of 40\"}]}");
  }

  @Test
  void aListThatChangesIsWrittenWhenItIsTimeThoughNoRowComes() throws Exception {
    commit(0);
    Instant[] now = {Instant.EPOCH};
    DescriptionSchedule schedule =
        new DescriptionSchedule(describer(), Duration.ofMinutes(5), () -> now[0]);
    schedule.refresh();
    unsolvable.take("p", ProgressRecords.unsolvable("p", "none of 40"));
    now[0] = now[0].plus(Duration.ofMinutes(5)).minusMillis(1);
    assertThat(schedule.isDue()).isFalse();

    now[0] = now[0].plusMillis(1);
    assertThat(schedule.isDue()).isTrue();
    schedule.refresh();

    assertThat(stats().at("/unsolvable/prompts").asInt()).isEqualTo(1);
  }

  @Test
  void aRecipeWithoutRowsHasNoDirectoryForItsUnsolvablePrompts() throws Exception {
    String outside = "../beside-" + datasets.getFileName();
    unsolvable.take(
        "p", Progress.newBuilder(ProgressRecords.unsolvable("p", "")).setRecipe(outside).build());

    describer().refresh();

    assertThat(datasets.resolve(outside)).doesNotExist();
  }

  @Test
  void descriptionsThatACrashLeftBehindAreMadeAgain() throws Exception {
    commit(0);
    describer().refresh();
    Path stats = datasets.resolve("arithmetic/stats.json");
    String before = Files.readString(stats);
    Files.delete(stats);

    describer().refresh();

    assertThat(stats).hasContent(before);
  }
}

package dev.winnow.sink.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.kind.SampleKind;
import dev.winnow.sink.row.DatasetRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.row.RowWriter;
import dev.winnow.sink.testing.DuckDb;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatasetCardTest {
  private static final SampleKind ACCEPTED = new SampleKind(Outcome.ACCEPTED);
  private static final List<Sample> ROWS =
      List.of(
          Samples.sample("p", 0, Outcome.ACCEPTED),
          Samples.sample("p", 1, Outcome.ACCEPTED),
          Samples.sample("q", 0, Outcome.ACCEPTED));

  @TempDir Path directory;

  private static String card(Format format, List<Sample> accepted) {
    return card(format, accepted, new UnsolvablePrompts());
  }

  private static String card(Format format, List<Sample> accepted, UnsolvablePrompts unsolvable) {
    return card(format, accepted, unsolvable, List.of());
  }

  private static String card(
      Format format, List<Sample> accepted, UnsolvablePrompts unsolvable, List<DataFile> files) {
    Map<String, RowStats> stats = Map.of("accepted", stats(accepted));
    return DatasetCard.of("arithmetic", format, stats, files, unsolvable.of("arithmetic"));
  }

  private static RowStats stats(List<Sample> samples) {
    RowCounter counter = new RowCounter();
    samples.stream().map(ACCEPTED::facts).forEach(counter::add);
    return counter.stats();
  }

  private void write(Format format, String name, List<Sample> samples) throws IOException {
    Path file = directory.resolve("accepted").resolve(name + "." + format.extension());
    Files.createDirectories(file.resolveSibling("."));
    try (RowWriter writer = format.open(Files.newOutputStream(file), DatasetRow.SCHEMA)) {
      for (Sample sample : samples) {
        writer.write(DatasetRow.of(sample));
      }
    }
  }

  /** A file as it was written before there was the last column. */
  private void writeOlder(Format format, String name, Sample sample) throws IOException {
    write(format, "whole", List.of(sample));
    Path whole = directory.resolve("accepted/whole." + format.extension());
    Path older = directory.resolve("accepted").resolve(name + "." + format.extension());
    DuckDb.execute(
        "COPY (SELECT * EXCLUDE (final_pass_rate) FROM %s) TO '%s' (FORMAT %s)"
            .formatted(DuckDb.files(whole), older, format == Format.PARQUET ? "parquet" : "json"));
    Files.delete(whole);
  }

  @ParameterizedTest
  @EnumSource
  void theQueriesThatItGivesReadTheListedFilesAlone(Format format) throws IOException {
    writeOlder(format, "part-0", Samples.sample("older", 0, Outcome.ACCEPTED));
    write(format, "part-1", ROWS);
    write(format, "part-2", List.of(Samples.sample("replaced", 0, Outcome.ACCEPTED)));
    Files.write(
        directory.resolve("manifest.jsonl"),
        List.of(listed(format, "part-0"), listed(format, "part-1")));
    String card = card(format, ROWS);
    Matcher sql = Pattern.compile("(?s)```sql\n(.*?)```").matcher(card);
    assertThat(sql.find()).as(card).isTrue();

    List<Map<String, String>> rows =
        DuckDb.query(
            sql.group(1)
                .replace("'../'", "'%s/'".formatted(directory))
                .replace("'manifest", "'%s/manifest".formatted(directory)));

    assertThat(rows)
        .extracting(row -> row.get("id"))
        .containsExactlyInAnyOrder("older/0", "p/0", "p/1", "q/0");
  }

  @ParameterizedTest
  @EnumSource
  void theQueryThatItGivesReadsTheCurrentVerdictOfEachCandidate(Format format) throws IOException {
    Sample changed = Samples.sample("changed", 0, Outcome.REJECTED);
    Sample now = Samples.replacing(changed, Outcome.ACCEPTED);
    Sample stands = Samples.sample("stands", 0, Outcome.ACCEPTED);
    Sample failed = Samples.sample("failed", 0, Outcome.UNDECIDED);
    List<Sample> rows =
        List.of(
            changed,
            now,
            stands,
            Samples.replacing(stands, Outcome.UNDECIDED),
            failed,
            Samples.replacing(failed, Outcome.UNDECIDED),
            Samples.sample("older", 0, Outcome.REJECTED));
    write(format, "part-0", rows);
    Files.write(directory.resolve("manifest.jsonl"), List.of(listed(format, "part-0")));
    Matcher sql = Pattern.compile("(?s)```sql\n([^`]*QUALIFY[^`]*)```").matcher(card(format, rows));
    assertThat(sql.find()).isTrue();

    assertThat(
            DuckDb.query(
                sql.group(1)
                    .replace("'../'", "'%s/'".formatted(directory))
                    .replace("'manifest", "'%s/manifest".formatted(directory))))
        .extracting(row -> row.get("id") + " " + row.get("outcome") + " " + row.get("revision"))
        .containsExactlyInAnyOrder(
            "changed/0 ACCEPTED 1",
            "stands/0 ACCEPTED 0",
            "failed/0 UNDECIDED 1",
            "older/0 REJECTED 0");
  }

  private static String listed(Format format, String name) {
    return "{\"path\":\"accepted/%s.%s\",\"kind\":\"accepted\"}"
        .formatted(name, format.extension());
  }

  @Test
  void itListsTheFilesOfEachDataset() {
    DataFile file =
        new DataFile(
            "arithmetic/accepted/part-a.parquet",
            "arithmetic",
            "accepted",
            "winnow.accepted",
            0,
            0,
            9,
            100,
            "",
            stats(ROWS));

    assertThat(card(Format.PARQUET, ROWS, new UnsolvablePrompts(), List.of(file)))
        .startsWith(
            """
            ---
            configs:
            - config_name: accepted
              data_files:
              - "accepted/part-a.parquet"
              default: true
            """);
  }

  @Test
  void itTellsHowManyPromptsAreUnsolvableWhereSomeAre() {
    UnsolvablePrompts unsolvable = new UnsolvablePrompts();
    assertThat(card(Format.PARQUET, ROWS, unsolvable)).doesNotContain("unsolvable");
    for (int i = 0; i < 2; i++) {
      unsolvable.take("p" + i, ProgressRecords.unsolvable("p" + i, "none of 40"));
    }
    assertThat(card(Format.PARQUET, ROWS, unsolvable))
        .contains("2 prompts are unsolvable: by what is known")
        .contains("`stats.json` lists them");
    for (int i = 0; i < 1_200; i++) {
      unsolvable.take("p" + i, ProgressRecords.unsolvable("p" + i, "none of 40"));
    }

    assertThat(card(Format.PARQUET, ROWS, unsolvable))
        .contains("1,200 prompts are unsolvable")
        .contains("`stats.json` lists the first 1,000");
  }

  @Test
  void itDeclaresEveryColumn() {
    String card = card(Format.PARQUET, ROWS);

    assertThat(card)
        .contains(
            """
            dataset_info:
            - config_name: accepted
              features:
              - name: id
                dtype: string
            """)
        .contains(
            """
              - name: messages
                list:
                - name: role
                  dtype: string
                - name: content
                  dtype: string
              - name: messages_json
            """)
        .contains("  - name: other_references\n    list: string\n")
        .contains("  - name: selection_policy\n    dtype: string\n")
        .contains("  - name: judged_at\n    dtype: timestamp[ms, tz=UTC]\n");
    assertThat(card.lines().filter(line -> line.startsWith("  - name: ")))
        .containsExactlyElementsOf(
            DatasetRow.SCHEMA.getFields().stream()
                .map(Schema.Field::name)
                .map(name -> "  - name: " + name)
                .toList());
  }
}

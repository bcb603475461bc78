package dev.winnow.ops.cli.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ops.cli.Winnow;
import dev.winnow.producers.json.Json;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.schemas.testing.Records;
import dev.winnow.sink.SingleSink;
import dev.winnow.sink.kind.PairKind;
import dev.winnow.sink.kind.PromptKind;
import dev.winnow.sink.kind.SelectedKind;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.testing.Pairs;
import dev.winnow.sink.testing.ProgressRecords;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of datasets that a sink has written. */
class ExportCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @EnumSource
  void writesTheRowsOfEasyPromptsFirst(Format format) throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets()).open();
        SingleSink sink = new SingleSink(storage, format)) {
      take(sink, "hard", 0.1, 1);
      take(sink, "easy", 0.9, 2);
      sink.take(sample("open", 0));
      // The prompt went on: its later end holds.
      take(sink, "middle", 0.05, 0);
      sink.take(new PromptKind(), ended("middle", 0.5, 2));
      sink.commit();
    }

    assertThat(export("trl_sft", "--order", "easy_to_hard")).isZero();

    assertThat(written())
        .extracting(row -> row.at("/messages/1/content").asText())
        .containsExactly("easy/0", "easy/1", "middle/0", "hard/0", "open/0");
    assertThat(out.toString()).contains("1 of them come last: nothing says how easy they are");
  }

  @Test
  void writesPairsByTheirGapOrByPassRateAndGap() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets()).open();
        SingleSink sink = new SingleSink(storage, Format.PARQUET)) {
      sink.take(new PromptKind(), ended("a", 0.2, 1));
      sink.take(new PromptKind(), ended("b", 0.8, 1));
      sink.take(new PairKind(), pair("a", 0, 9.0));
      sink.take(new PairKind(), pair("b", 0, 1.0));
      sink.take(new PairKind(), pair("b", 1, 3.0));
      sink.take(new PairKind(), pair("b", 2, null));
      sink.commit();
    }

    assertThat(export("trl_preference", "--order", "easy_to_hard", "--easy-by", "gap")).isZero();
    assertThat(written())
        .extracting(row -> row.path("margin").asText())
        .containsExactly("9.0", "3.0", "1.0", "null");

    assertThat(export("trl_preference", "--order", "easy_to_hard", "--easy-by", "both")).isZero();
    assertThat(written())
        .extracting(row -> row.path("margin").asText())
        .containsExactly("3.0", "1.0", "null", "9.0");
  }

  @Test
  void writesTheStoredOrderWithoutAnOption() throws Exception {
    try (Storage storage = DatasetsLocation.of(datasets()).open();
        SingleSink sink = new SingleSink(storage, Format.PARQUET)) {
      take(sink, "hard", 0.1, 1);
      take(sink, "easy", 0.9, 1);
      sink.commit();
    }

    assertThat(export("trl_sft")).isZero();

    assertThat(written())
        .extracting(row -> row.at("/messages/1/content").asText())
        .containsExactly("hard/0", "easy/0");
  }

  @Test
  void leavesOutTheRandomControlOfASelection() throws Exception {
    Sample chosen = Samples.selected("p", 0, 1, 1);
    Sample control = Samples.selected("p", 1, 1, 1);
    control.setSelectedAs(
        SelectedAs.newBuilder(control.getSelectedAs().orElseThrow()).setControl(true).build());
    control.setResponse("of the control");
    try (Storage storage = DatasetsLocation.of(datasets()).open();
        SingleSink sink = new SingleSink(storage, Format.PARQUET)) {
      sink.take(new SelectedKind(), chosen);
      sink.take(new SelectedKind(), control);
      sink.commit();
    }

    assertThat(export("trl_sft", "--from", "selected")).isZero();

    assertThat(written())
        .extracting(row -> row.at("/messages/1/content").asText())
        .containsExactly(chosen.getResponse());
  }

  @Test
  void refusesToOrderSamplesByAGap() throws Exception {
    assertThat(export("trl_sft", "--order", "easy_to_hard", "--easy-by", "gap")).isEqualTo(2);

    assertThat(err.toString())
        .contains("layout 'trl_sft' has no pairs, so there is no gap; order by pass_rate");
  }

  private static void take(SingleSink sink, String promptId, double passRate, int rows)
      throws Exception {
    for (int i = 0; i < Math.max(1, rows); i++) {
      sink.take(sample(promptId, i));
    }
    sink.take(new PromptKind(), ended(promptId, passRate, 1));
  }

  private static Sample sample(String promptId, int index) {
    return Sample.newBuilder(Samples.sample(promptId, index, Outcome.ACCEPTED))
        .setResponse("%s/%d".formatted(promptId, index))
        .build();
  }

  private static Progress ended(String promptId, double passRate, int end) {
    return ProgressRecords.of(promptId, PromptState.SATISFIED, 8)
        .setPassRate(passRate)
        .setUpdatedAt(Records.NOW.plusSeconds(end))
        .build();
  }

  private static Pair pair(String promptId, int rank, @Nullable Double margin) {
    return Pair.newBuilder(Pairs.pair(promptId, rank, rank + 9, rank, 4)).setMargin(margin).build();
  }

  private int export(String layout, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of("export", "--datasets", datasets().toString(), "--as", layout),
                Stream.concat(Stream.of(options), Stream.of("arithmetic", file().toString())))
            .toArray(String[]::new);
    return Winnow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private List<JsonNode> written() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(datasets(), file());
    }
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      rows.add(Json.MAPPER.readTree(line));
    }
    return rows;
  }

  private Path datasets() {
    return directory.resolve("datasets");
  }

  private Path file() {
    return directory.resolve("out.jsonl");
  }
}

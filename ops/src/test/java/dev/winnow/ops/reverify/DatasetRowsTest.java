package dev.winnow.ops.reverify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.row.DatasetRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.row.RowWriter;
import dev.winnow.verifier.StoredCandidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that the sink has written, read again. */
class DatasetRowsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void rowsAreTheSamplesThatWereWritten(Format format) throws IOException {
    Sample plain = StoredSamples.sample(0, "3", Outcome.REJECTED, "DIFFERENT");
    Sample replacing = Sample.newBuilder(plain).setReplaces(StoredCandidate.verdict(plain)).build();
    Sample withTools =
        Sample.newBuilder(plain)
            .setMessages(StoredSamples.chatWithTools())
            .setPrompt("3")
            .setAssistantPrefix("")
            .build();
    Sample failed =
        Sample.newBuilder(StoredSamples.sample(1, "", Outcome.UNDECIDED, "CONTENT_FILTER"))
            .setFinishReason(FinishReason.FAILED)
            .setFailureCode("CONTENT_FILTER")
            .setFailure("refused")
            .build();
    List<Sample> written = List.of(plain, replacing, withTools, failed);

    assertThat(read(write(format, written))).isEqualTo(written);
  }

  @Test
  void theMessageNamesTheWrongColumnAndItsRow() throws IOException {
    Path good =
        write(Format.JSONL, List.of(StoredSamples.sample(0, "3", Outcome.REJECTED, "DIFFERENT")));
    Path bad = directory.resolve("bad.jsonl");
    Files.writeString(
        bad, Files.readString(good).replace("\"seed\":-7000000000000", "\"seed\":1.5"));

    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad.jsonl, line 1: column 'seed': want a whole number, not 1.5");
  }

  @Test
  void aFileThatIsNoDatasetIsRefused() throws IOException {
    Path prompts = Files.writeString(directory.resolve("p.jsonl"), "{\"prompt\": \"1 + 2?\"}\n");

    assertThatThrownBy(() -> read(prompts))
        .hasMessageContaining("the column 'id' is missing; give files that the sink wrote");
  }

  private Path write(Format format, List<Sample> samples) throws IOException {
    Path file = directory.resolve("part-0." + format.extension());
    try (RowWriter writer = format.open(Files.newOutputStream(file), DatasetRow.SCHEMA)) {
      for (Sample sample : samples) {
        writer.write(DatasetRow.of(sample));
      }
    }
    return file;
  }

  private static List<Sample> read(Path file) throws IOException {
    List<Sample> rows = new ArrayList<>();
    new DatasetRows(List.of(file)).forEach(rows::add);
    return rows;
  }
}

package dev.winnow.ops.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.sink.row.DatasetRow;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.row.RowWriter;
import dev.winnow.training.RewardExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgedRowsTest {
  private static final Schema MESSAGE =
      DatasetRow.SCHEMA.getField("messages").schema().getElementType();

  @TempDir Path dataset;

  @ParameterizedTest
  @EnumSource(Format.class)
  void rowsOfAllFilesAreGatheredByPrompt(Format format) throws IOException {
    write(format, "accepted", 1, row("p", "add", "user:1 + 1?", "assistant:2"));
    write(
        format,
        "rejected",
        1,
        row("p", "add", "user:1 + 1?", "assistant:4"),
        row("q", "shop", "system:be brief", "user:2 + 2?", "assistant:5"));
    write(format, "rejected", 2, row("p", "add", "user:1 + 1?", "assistant:3"));

    List<RewardExample> examples = JudgedRows.read(dataset);

    assertThat(examples)
        .containsExactly(
            new RewardExample("add", "1 + 1?", List.of("2"), List.of("3", "4")),
            new RewardExample("shop", "be brief\n2 + 2?", List.of(), List.of("5")));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void ofACandidateThatWasJudgedAgainTheCurrentVerdictCounts(Format format) throws IOException {
    write(
        format,
        "accepted",
        1,
        judged("p/0", "wrong after all", 0, Outcome.ACCEPTED, null),
        judged("p/1", "right", 0, Outcome.ACCEPTED, null));
    write(
        format,
        "rejected",
        1,
        judged("p/0", "wrong after all", 1, Outcome.REJECTED, Outcome.ACCEPTED));
    write(format, "undecided", 1, judged("p/1", "right", 1, Outcome.UNDECIDED, Outcome.ACCEPTED));

    assertThat(JudgedRows.read(dataset))
        .containsExactly(
            new RewardExample("add", "1 + 1?", List.of("right"), List.of("wrong after all")));
  }

  @Test
  void aReplacingRowWithoutAnOutcomeIsNamed() throws IOException {
    GenericRecord row = judged("p/0", "2", 1, Outcome.REJECTED, Outcome.ACCEPTED);
    row.put("replaces_outcome", "GOOD");
    write(Format.PARQUET, "accepted", 1);
    write(Format.PARQUET, "rejected", 1, row);

    assertThatThrownBy(() -> JudgedRows.read(dataset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("part-1.parquet", "'GOOD'", "ACCEPTED");
  }

  @Test
  void rowsWithoutAResponseAreLeftOut() throws IOException {
    write(Format.PARQUET, "accepted", 1);
    write(Format.PARQUET, "rejected", 1, row("p", "add", "user:1 + 1?"));

    assertThat(JudgedRows.read(dataset)).isEmpty();
  }

  @Test
  void otherFilesAreNotRead() throws IOException {
    write(Format.JSONL, "accepted", 1, row("p", "add", "user:1 + 1?", "assistant:2"));
    Files.createDirectories(dataset.resolve("rejected"));
    Files.writeString(dataset.resolve("rejected/.part-2.jsonl.tmp"), "{");

    assertThat(JudgedRows.read(dataset)).hasSize(1);
  }

  @Test
  void aDirectoryWithoutRowsIsNamed() {
    assertThatThrownBy(() -> JudgedRows.read(dataset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(dataset.toString(), "'accepted'", "one recipe's datasets");
  }

  private void write(Format format, String outcome, int part, GenericRecord... rows)
      throws IOException {
    Path directory = Files.createDirectories(dataset.resolve(outcome));
    Path file = directory.resolve("part-%d.%s".formatted(part, format.extension()));
    try (RowWriter writer = format.open(Files.newOutputStream(file), DatasetRow.SCHEMA)) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
  }

  /** A response to the same prompt with one of the verdicts on it. */
  private static GenericRecord judged(
      String id, String response, int revision, Outcome outcome, @Nullable Outcome replaced) {
    GenericRecord row = row("p", "add", "user:1 + 1?", "assistant:" + response);
    row.put("id", id);
    row.put("revision", revision);
    row.put("outcome", outcome.toString());
    row.put("replaces_outcome", replaced == null ? null : replaced.toString());
    return row;
  }

  /** A row with these messages, each {@code role:content}, and nothing in the other columns. */
  private static GenericRecord row(String promptId, String family, String... messages) {
    GenericRecord row = new GenericData.Record(DatasetRow.SCHEMA);
    DatasetRow.SCHEMA.getFields().forEach(field -> row.put(field.pos(), nothing(field.schema())));
    List<GenericRecord> chat = new ArrayList<>();
    for (String message : messages) {
      GenericRecord fields = new GenericData.Record(MESSAGE);
      fields.put("role", message.substring(0, message.indexOf(':')));
      fields.put("content", message.substring(message.indexOf(':') + 1));
      chat.add(fields);
    }
    row.put("prompt_id", promptId);
    row.put("messages", chat);
    row.put("metadata", "{\"family\":\"%s\"}".formatted(family));
    return row;
  }

  private static @Nullable Object nothing(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> null;
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case ARRAY -> List.of();
      default -> "";
    };
  }
}

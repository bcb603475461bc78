package dev.winnow.sink.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Message;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.testing.DuckDb;
import dev.winnow.sink.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private Path write(Format format, Sample... samples) throws IOException {
    Path file = directory.resolve("rows." + format.extension());
    try (RowWriter writer = format.open(Files.newOutputStream(file), DatasetRow.SCHEMA)) {
      for (Sample sample : samples) {
        writer.write(DatasetRow.of(sample));
      }
    }
    return file;
  }

  private static Sample failed() {
    return Sample.newBuilder(Samples.sample("p", 1, Outcome.UNDECIDED))
        .setResponse("")
        .setReference(null)
        .setExtractedAnswer(null)
        .setFinishReason(FinishReason.FAILED)
        .setFailure("prompt too long")
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void everyReaderFindsTheSameColumnsInTheSameOrder(Format format) throws IOException {
    Path file = write(format, Samples.sample("p", 0, Outcome.ACCEPTED));

    List<Map<String, String>> columns =
        DuckDb.query(
            "SELECT column_name FROM (DESCRIBE SELECT * FROM %s)".formatted(DuckDb.files(file)));

    assertThat(columns)
        .extracting(column -> column.get("column_name"))
        .isEqualTo(DatasetRow.SCHEMA.getFields().stream().map(Schema.Field::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void scalarsNestedMessagesNullsAndTimesAreReadBack(Format format) throws IOException {
    Path file = write(format, Samples.sample("p", 0, Outcome.ACCEPTED), failed());

    List<Map<String, String>> rows =
        DuckDb.query(
            """
            SELECT id, response, correct, seed, temperature, reference, failure,
              len(messages) AS turns, messages[-1].role AS last_role,
              messages[-1].content AS last_content,
              epoch_ms(sampled_at::TIMESTAMP) AS sampled_ms,
              json_extract_string(metadata, '$.family') AS family
            FROM %s ORDER BY id
            """
                .formatted(DuckDb.files(file)));

    assertThat(rows.getFirst())
        .containsEntry("id", "p/0")
        .containsEntry("response", "It is 0.\nReally: \"3\" — ∑")
        .containsEntry("correct", "true")
        .containsEntry("seed", "-7000000000000")
        .containsEntry("temperature", "0.7")
        .containsEntry("turns", "2")
        .containsEntry("last_role", "assistant")
        .containsEntry("last_content", "It is 0.\nReally: \"3\" — ∑")
        .containsEntry("sampled_ms", "1767323045678")
        .containsEntry("family", "add")
        .containsEntry("failure", null);
    assertThat(rows.getLast())
        .containsEntry("correct", null)
        .containsEntry("reference", null)
        .containsEntry("turns", "1")
        .containsEntry("last_role", "user")
        .containsEntry("failure", "prompt too long");
  }

  @Test
  void parquetIsCompressedWithZstdAndHasStatistics() throws IOException {
    Path file = write(Format.PARQUET, Samples.sample("p", 0, Outcome.ACCEPTED));

    List<Map<String, String>> chunks =
        DuckDb.query(
            "SELECT path_in_schema, compression, stats_min_value FROM parquet_metadata('%s')"
                .formatted(file));

    assertThat(chunks).isNotEmpty().allMatch(chunk -> "ZSTD".equals(chunk.get("compression")));
    assertThat(chunks)
        .contains(Map.of("path_in_schema", "id", "compression", "ZSTD", "stats_min_value", "p/0"));
  }

  @Test
  void jsonlIsOneObjectALine() throws IOException {
    Path file = write(Format.JSONL, Samples.sample("p", 0, Outcome.ACCEPTED), failed());

    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }

    assertThat(rows).extracting(row -> row.get("id").asText()).containsExactly("p/0", "p/1");
    assertThat(rows.getFirst().get("judged_at").asText()).isEqualTo("2026-01-02T03:04:05.679Z");
    assertThat(rows.getFirst().at("/messages/0/role").asText()).isEqualTo("user");
    assertThat(JSON.readTree(rows.getFirst().get("metadata").asText()).get("level").asText())
        .isEqualTo("1");
    assertThat(Files.readString(file)).endsWith("}\n").doesNotContain("\n\n");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasNotGeneratedAndWhatWasSaidBesideTheAnswerIsReadBack(Format format)
      throws IOException {
    Sample sample =
        Sample.newBuilder(Samples.sample("p", 0, Outcome.ACCEPTED))
            .setResponse("Let me see: 3")
            .setAssistantPrefix("Let me see:")
            .setReasoning("1 + 2")
            .setStopReason("###")
            .setTokensEstimated(true)
            .setIdenticalBefore(2)
            .setOtherReferences(List.of("three", "III"))
            .setPassRate(null)
            .build();

    Path file = write(format, sample, Samples.sample("q", 0, Outcome.ACCEPTED));

    assertThat(
            DuckDb.query(
                    """
                    SELECT assistant_prefix, reasoning, stop_reason, tokens_estimated, identical_before,
                      other_references[2] AS other, pass_rate, messages[-1].content AS answer
                    FROM %s WHERE prompt_id = 'p'
                    """
                        .formatted(DuckDb.files(file)))
                .getFirst())
        .containsEntry("assistant_prefix", "Let me see:")
        .containsEntry("reasoning", "1 + 2")
        .containsEntry("stop_reason", "###")
        .containsEntry("tokens_estimated", "true")
        .containsEntry("identical_before", "2")
        .containsEntry("other", "III")
        .containsEntry("pass_rate", null)
        .containsEntry("answer", "Let me see: 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_CONTENT", "EMPTY", "REFUSAL", "TOOL_CALLS", "CONTENT_FILTER"})
  void anAnswerThatIsAbsentIsNoMessage(String code) throws IOException {
    Sample absent =
        Sample.newBuilder(Samples.sample("p", 0, Outcome.UNDECIDED))
            .setResponse("")
            .setFailureCode(code)
            .build();

    Path file = write(Format.JSONL, absent);

    assertThat(
            DuckDb.query(
                "SELECT len(messages) AS turns, messages[-1].role AS last, correct, failure_code FROM "
                    + DuckDb.files(file)))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("turns", "1")
                    .containsEntry("last", "user")
                    .containsEntry("correct", null)
                    .containsEntry("failure_code", code));
  }

  @Test
  void aChatWithToolsIsToldWholeAsJson() throws IOException {
    Message call =
        Message.newBuilder()
            .setRole("assistant")
            .setContent("")
            .setToolCalls("[{\"id\":\"c1\",\"function\":{\"name\":\"add\"}}]")
            .build();
    Message answer =
        Message.newBuilder().setRole("tool").setContent("3").setToolCallId("c1").build();
    Sample sample =
        Sample.newBuilder(Samples.sample("p", 0, Outcome.ACCEPTED))
            .setMessages(List.of(RecordFactory.message("user", "1 + 2?"), call, answer))
            .setResponse("It is 3.")
            .build();

    JsonNode chat = JSON.readTree(DatasetRow.of(sample).get("messages_json").toString());

    assertThat(chat.at("/1/tool_calls/0/function/name").asText()).isEqualTo("add");
    assertThat(chat.at("/2/tool_call_id").asText()).isEqualTo("c1");
    assertThat(chat.at("/3/content").asText()).isEqualTo("It is 3.");
  }
}

package dev.winnow.ops.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.dataset.ReplacingRows;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.sink.row.DatasetRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** Reads chats and metadata of a data file in either format. */
public final class RewardRowFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema COLUMNS =
      project(List.of("id", "revision", "prompt_id", "messages", "metadata"));

  /**
   * A judged row.
   *
   * @param id id of the candidate
   * @param revision number of the verdicts on the candidate before this one
   * @param promptId id of the prompt
   * @param contents the contents of the chat, the response last
   * @param hasResponse whether the last one is the assistant's
   * @param family the prompt's family, or {@code -}
   */
  public record Row(
      String id,
      int revision,
      String promptId,
      List<String> contents,
      boolean hasResponse,
      String family) {
    /** Returns whether this is the current verdict on its candidate. */
    public boolean isCurrent(VerdictHistory history) {
      return history.isCurrent(id, revision);
    }

    /** Returns the contents of the messages before the response, one per line. */
    public String prompt() {
      return String.join("\n", contents.subList(0, contents.size() - 1));
    }

    /** Returns the content of the last message. */
    public String response() {
      return contents.getLast();
    }
  }

  private RewardRowFile() {}

  /** Gives every row to the consumer, in the file's order. */
  public static void read(Path file, Consumer<Row> rows) throws IOException {
    if (file.toString().endsWith(".parquet")) {
      readParquet(file, rows);
    } else {
      readJsonl(file, rows);
    }
  }

  private static void readParquet(Path file, Consumer<Row> rows) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, COLUMNS.toString());
    configuration.set("parquet.avro.read.schema", COLUMNS.toString());
    // The files have three-level lists; the columns asked for must be written down in the same way.
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.accept(row(row));
      }
    }
  }

  private static Row row(GenericRecord row) throws IOException {
    List<String> contents = new ArrayList<>();
    String role = "";
    for (Object message : (List<?>) row.get("messages")) {
      GenericRecord fields = (GenericRecord) message;
      role = fields.get("role").toString();
      contents.add(fields.get("content").toString());
    }
    return new Row(
        row.get("id").toString(),
        row.get("revision") instanceof Integer revision ? revision : Revision.FIRST,
        row.get("prompt_id").toString(),
        contents,
        role.equals("assistant"),
        family(JSON.readTree(String.valueOf(row.get("metadata")))));
  }

  private static void readJsonl(Path file, Consumer<Row> rows) throws IOException {
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (lines.hasNextValue()) {
        JsonNode row = lines.nextValue();
        List<String> contents = new ArrayList<>();
        row.path("messages").forEach(message -> contents.add(message.path("content").asText()));
        JsonNode metadata = row.path("metadata");
        rows.accept(
            new Row(
                row.path("id").asText(),
                ReplacingRows.revision(row),
                row.path("prompt_id").asText(),
                contents,
                isAnswered(row.path("messages")),
                family(metadata.isTextual() ? JSON.readTree(metadata.asText()) : metadata)));
      }
    }
  }

  private static boolean isAnswered(JsonNode messages) {
    return messages.path(messages.size() - 1).path("role").asText().equals("assistant");
  }

  private static String family(JsonNode metadata) {
    return metadata.path("family").asText("-");
  }

  private static Schema project(List<String> columns) {
    Stream<Schema.Field> fields =
        columns.stream()
            .map(name -> new Schema.Field(name, DatasetRow.SCHEMA.getField(name).schema()));
    return Schema.createRecord(
        DatasetRow.SCHEMA.getName(),
        null,
        DatasetRow.SCHEMA.getNamespace(),
        false,
        fields.toList());
  }
}

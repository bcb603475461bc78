package dev.winnow.sink.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Revision;
import dev.winnow.sink.row.DatasetRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** Reads the candidate ids and revisions of a data file in either format. */
final class DatasetReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema IDS = project(List.of("prompt_id", "index", "revision"));

  /** Receives every row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(String promptId, int index, int revision);
  }

  private DatasetReader() {}

  /** Visits every row and returns their number. */
  static long read(Path file, RowVisitor visitor) throws IOException {
    return file.toString().endsWith(".parquet")
        ? readParquet(file, visitor)
        : readJsonl(file, visitor);
  }

  private static long readParquet(Path file, RowVisitor visitor) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, IDS.toString());
    configuration.set("parquet.avro.read.schema", IDS.toString());
    long rows = 0;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        visitor.visit(row.get("prompt_id").toString(), (Integer) row.get("index"), revision(row));
        rows++;
      }
    }
    return rows;
  }

  /** Files of an older sink lack the column, and have first verdicts alone. */
  private static int revision(GenericRecord row) {
    return row.get("revision") instanceof Integer revision ? revision : Revision.FIRST;
  }

  private static long readJsonl(Path file, RowVisitor visitor) throws IOException {
    long rows = 0;
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
      while (lines.hasNextValue()) {
        JsonNode row = lines.nextValue();
        visitor.visit(
            row.path("prompt_id").asText(),
            row.path("index").asInt(),
            row.path("revision").asInt());
        rows++;
      }
    }
    return rows;
  }

  private static Schema project(List<String> columns) {
    Stream<Schema.Field> fields =
        columns.stream()
            .map(name -> DatasetRow.SCHEMA.getField(name))
            .map(field -> new Schema.Field(field, field.schema()));
    return Schema.createRecord(
        DatasetRow.SCHEMA.getName(),
        null,
        DatasetRow.SCHEMA.getNamespace(),
        false,
        fields.toList());
  }
}

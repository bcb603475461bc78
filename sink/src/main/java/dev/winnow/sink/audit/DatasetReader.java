package dev.winnow.sink.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.sink.row.DatasetRow;
import java.io.IOException;
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
import org.apache.parquet.io.InputFile;

/** Reads the candidate ids of a data file in either format. */
final class DatasetReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema IDS = project(List.of("prompt_id", "index"));

  /** Receives every row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(String promptId, int index);
  }

  private DatasetReader() {}

  /** Visits every row of the file at this path and returns their number. */
  static long read(String path, InputFile file, RowVisitor visitor) throws IOException {
    return path.endsWith(".parquet") ? readParquet(file, visitor) : readJsonl(file, visitor);
  }

  private static long readParquet(InputFile file, RowVisitor visitor) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, IDS.toString());
    configuration.set("parquet.avro.read.schema", IDS.toString());
    long rows = 0;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        visitor.visit(row.get("prompt_id").toString(), (Integer) row.get("index"));
        rows++;
      }
    }
    return rows;
  }

  private static long readJsonl(InputFile file, RowVisitor visitor) throws IOException {
    long rows = 0;
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(file.newStream())) {
      while (lines.hasNextValue()) {
        JsonNode row = lines.nextValue();
        visitor.visit(row.path("prompt_id").asText(), row.path("index").asInt());
        rows++;
      }
    }
    return rows;
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

package dev.winnow.sink.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
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
import org.jspecify.annotations.Nullable;

/** Reads some columns of a data file in either format. */
final class DatasetReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The columns of a row. A column that the file lacks is empty, 0 or false. */
  interface Columns {
    String text(String column);

    int number(String column);

    boolean flag(String column);
  }

  private record ParquetColumns(GenericRecord row) implements Columns {
    @Override
    public String text(String column) {
      Object value = row.get(column);
      return value == null ? "" : value.toString();
    }

    @Override
    public int number(String column) {
      return row.get(column) instanceof Integer number ? number : 0;
    }

    @Override
    public boolean flag(String column) {
      return row.get(column) instanceof Boolean flag && flag;
    }
  }

  private record JsonColumns(JsonNode row) implements Columns {
    @Override
    public String text(String column) {
      return row.path(column).asText();
    }

    @Override
    public int number(String column) {
      return row.path(column).asInt();
    }

    @Override
    public boolean flag(String column) {
      return row.path(column).asBoolean();
    }
  }

  private DatasetReader() {}

  /**
   * Visits every row of the file at this path and returns their number.
   *
   * @param schema all columns of the rows
   * @param columns the columns that are read
   */
  static long read(
      String path, InputFile file, Schema schema, List<String> columns, Consumer<Columns> visitor)
      throws IOException {
    return path.endsWith(".parquet")
        ? readParquet(file, project(schema, columns), visitor)
        : readJsonl(file, visitor);
  }

  private static long readParquet(InputFile file, Schema columns, Consumer<Columns> visitor)
      throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, columns.toString());
    configuration.set("parquet.avro.read.schema", columns.toString());
    long rows = 0;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (@Nullable GenericRecord row = reader.read(); row != null; row = reader.read()) {
        visitor.accept(new ParquetColumns(row));
        rows++;
      }
    }
    return rows;
  }

  private static long readJsonl(InputFile file, Consumer<Columns> visitor) throws IOException {
    long rows = 0;
    try (MappingIterator<JsonNode> lines =
        JSON.readerFor(JsonNode.class).readValues(file.newStream())) {
      while (lines.hasNextValue()) {
        visitor.accept(new JsonColumns(lines.nextValue()));
        rows++;
      }
    }
    return rows;
  }

  private static Schema project(Schema schema, List<String> columns) {
    Stream<Schema.Field> fields =
        columns.stream()
            .map(schema::getField)
            .map(field -> new Schema.Field(field, field.schema()));
    return Schema.createRecord(
        schema.getName(), null, schema.getNamespace(), false, fields.toList());
  }
}

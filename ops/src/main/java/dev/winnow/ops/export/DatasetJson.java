package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a data file in either format as JSON. */
final class DatasetJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Receives every row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(JsonNode row) throws IOException;
  }

  private DatasetJson() {}

  /** Visits the rows of the file at this path, in their order. */
  static void read(String path, InputFile file, RowVisitor visitor) throws IOException {
    if (path.endsWith(".parquet")) {
      readParquet(file, visitor);
    } else {
      readJsonl(file, visitor);
    }
  }

  private static void readParquet(InputFile file, RowVisitor visitor) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    // The files have three-level lists.
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, configuration)
            .withDataModel(GenericData.get())
            .build()) {
      for (@Nullable GenericRecord row = reader.read(); row != null; row = reader.read()) {
        visitor.visit(node(row));
      }
    }
  }

  private static void readJsonl(InputFile file, RowVisitor visitor) throws IOException {
    try (MappingIterator<JsonNode> lines =
        Json.MAPPER.readerFor(JsonNode.class).readValues(file.newStream())) {
      while (lines.hasNextValue()) {
        visitor.visit(lines.nextValue());
      }
    }
  }

  private static JsonNode node(@Nullable Object value) {
    return value == null ? NODES.nullNode() : present(value);
  }

  private static JsonNode present(Object value) {
    return switch (value) {
      case GenericRecord row -> object(row);
      case Iterable<?> items -> array(items);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case Boolean flag -> NODES.booleanNode(flag);
      default -> NODES.textNode(value.toString());
    };
  }

  private static ObjectNode object(GenericRecord row) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : row.getSchema().getFields()) {
      object.set(field.name(), node(row.get(field.pos())));
    }
    return object;
  }

  private static ArrayNode array(Iterable<?> items) {
    ArrayNode array = NODES.arrayNode();
    items.forEach(item -> array.add(node(item)));
    return array;
  }
}

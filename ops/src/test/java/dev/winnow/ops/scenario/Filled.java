package dev.winnow.ops.scenario;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Well-formed records of any schema, which say nothing sensible. */
final class Filled {
  /** Every text in them. */
  static final String TEXT = "x";

  private Filled() {}

  /** A record whose numbers are all this one, and whose lists and maps are empty. */
  static GenericRecord record(Schema schema, int number) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), number));
    }
    return record;
  }

  private static @Nullable Object value(Schema schema, int number) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, number);
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
      case ARRAY -> List.of();
      case MAP -> Map.of();
      case UNION -> value(schema.getTypes().getFirst(), number);
      case STRING -> TEXT;
      case INT -> number;
      case LONG -> (long) number;
      case FLOAT -> (float) number;
      case DOUBLE -> (double) number;
      case BOOLEAN -> false;
      case NULL -> null;
      case FIXED, BYTES -> throw new IllegalArgumentException("no record of ours has " + schema);
    };
  }
}

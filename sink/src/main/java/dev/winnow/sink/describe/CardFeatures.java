package dev.winnow.sink.describe;

import dev.winnow.sink.kind.DatasetKinds;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The columns of a dataset as its card declares them. Readers that infer columns from the first
 * file would reject later files with more columns; with this declaration, files of an older sink
 * have nulls there.
 */
final class CardFeatures {
  private CardFeatures() {}

  /** Returns the front matter's {@code dataset_info} for these configs. */
  static String of(Set<String> configs) {
    StringBuilder text = new StringBuilder("dataset_info:\n");
    for (String config : configs) {
      DatasetKinds.named(config)
          .ifPresent(
              kind ->
                  text.append("- config_name: %s\n  features:\n".formatted(config))
                      .append(features(kind.schema(), "  ")));
    }
    return text.toString();
  }

  private static String features(Schema row, String indent) {
    StringBuilder text = new StringBuilder();
    for (Schema.Field field : row.getFields()) {
      text.append("%s- name: %s\n".formatted(indent, field.name()));
      text.append(type(value(field.schema()), indent + "  "));
    }
    return text.toString();
  }

  private static String type(Schema schema, String indent) {
    if (schema.getType() != Schema.Type.ARRAY) {
      return "%sdtype: %s\n".formatted(indent, dtype(schema));
    }
    Schema element = schema.getElementType();
    return element.getType() == Schema.Type.RECORD
        ? "%slist:\n%s".formatted(indent, features(element, indent))
        : "%slist: %s\n".formatted(indent, dtype(element));
  }

  private static String dtype(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> "bool";
      case INT -> "int32";
      case LONG -> schema.getLogicalType() == null ? "int64" : "timestamp[ms, tz=UTC]";
      case DOUBLE -> "float64";
      case STRING -> "string";
      default -> throw new IllegalStateException("no column has the type " + schema);
    };
  }

  /** Returns the type other than null, because every column of a dataset is a union with null. */
  private static Schema value(Schema schema) {
    return schema.isUnion() ? schema.getTypes().getLast() : schema;
  }
}

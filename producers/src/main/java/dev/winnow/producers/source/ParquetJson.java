package dev.winnow.producers.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** Converts a row of a Parquet file to the JSON that it would be in a file of JSON lines. */
final class ParquetJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private ParquetJson() {}

  static ObjectNode of(Group group) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    GroupType type = group.getType();
    for (int field = 0; field < type.getFieldCount(); field++) {
      Type child = type.getType(field);
      int count = group.getFieldRepetitionCount(field);
      if (child.isRepetition(Repetition.REPEATED)) {
        ArrayNode items = object.putArray(child.getName());
        for (int i = 0; i < count; i++) {
          items.add(value(group, field, i));
        }
      } else if (count > 0) {
        object.set(child.getName(), value(group, field, 0));
      }
    }
    return object;
  }

  private static JsonNode value(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return primitive(group, field, index);
    }
    Group child = group.getGroup(field, index);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      return list(child);
    }
    return annotation instanceof MapLogicalTypeAnnotation ? map(child) : of(child);
  }

  /** Lists have the usual three levels: a group, repeated groups, one element in each. */
  private static JsonNode list(Group list) {
    ArrayNode items = NODES.arrayNode();
    Type repeated = list.getType().getType(0);
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      boolean isWrapped = !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 1;
      if (!isWrapped) {
        items.add(value(list, 0, i));
        continue;
      }
      Group element = list.getGroup(0, i);
      items.add(element.getFieldRepetitionCount(0) == 0 ? NODES.nullNode() : value(element, 0, 0));
    }
    return items;
  }

  private static JsonNode map(Group map) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      if (entry.getFieldRepetitionCount(1) > 0) {
        object.set(value(entry, 0, 0).asText(), value(entry, 1, 0));
      }
    }
    return object;
  }

  private static JsonNode primitive(Group group, int field, int index) {
    Type type = group.getType().getType(field);
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
      return NODES.numberNode(decimal(group, field, index, decimal.getScale()));
    }
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BOOLEAN -> NODES.booleanNode(group.getBoolean(field, index));
      case INT32 -> NODES.numberNode(group.getInteger(field, index));
      case INT64 -> NODES.numberNode(group.getLong(field, index));
      case FLOAT -> number(group.getFloat(field, index));
      case DOUBLE -> number(group.getDouble(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> text(group.getBinary(field, index));
      case INT96 -> text(group.getInt96(field, index));
    };
  }

  private static BigDecimal decimal(Group group, int field, int index, int scale) {
    BigInteger digits =
        switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
          case INT32 -> BigInteger.valueOf(group.getInteger(field, index));
          case INT64 -> BigInteger.valueOf(group.getLong(field, index));
          default -> new BigInteger(group.getBinary(field, index).getBytes());
        };
    return new BigDecimal(digits, scale);
  }

  /** JSON has neither infinity nor NaN. */
  private static JsonNode number(double value) {
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.nullNode();
  }

  /** Names bytes that are not text as bytes, so that the reader of the field rejects them. */
  private static JsonNode text(Binary bytes) {
    try {
      return NODES.textNode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString());
    } catch (CharacterCodingException e) {
      return NODES.objectNode().put("bytes", bytes.length());
    }
  }
}

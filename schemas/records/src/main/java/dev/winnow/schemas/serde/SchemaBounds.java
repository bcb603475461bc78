package dev.winnow.schemas.serde;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Limits of the schemas that records may be written under. None of ours is recursive, deep or
 * large; a schema that is lets a few bytes nest without end, or resolve into any amount of memory.
 */
final class SchemaBounds {
  /** Maximum number of schemas inside one, at any depth. */
  private static final int MAX_NODES = 2_000;

  /** Maximum nesting depth. */
  private static final int MAX_DEPTH = 20;

  private SchemaBounds() {}

  private record Node(Schema schema, List<Schema> above) {}

  /**
   * Checks a writer's schema without recursion in this code.
   *
   * @throws SerializationException if records under the schema must not be read
   */
  static void requireHarmless(int id, Schema writer) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node(writer, List.of()));
    int nodes = 0;
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (isWithin(node.schema(), node.above())) {
        throw refused(id, "is recursive");
      }
      if (++nodes > MAX_NODES || node.above().size() > MAX_DEPTH) {
        throw refused(id, "is larger or deeper than any that we write");
      }
      List<Schema> above = plus(node.above(), node.schema());
      children(node.schema()).forEach(child -> open.push(new Node(child, above)));
    }
  }

  private static boolean isWithin(Schema schema, List<Schema> above) {
    Set<Schema> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(above);
    return same.contains(schema);
  }

  private static List<Schema> plus(List<Schema> above, Schema schema) {
    List<Schema> more = new java.util.ArrayList<>(above);
    more.add(schema);
    return List.copyOf(more);
  }

  private static List<Schema> children(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
      case ARRAY -> List.of(schema.getElementType());
      case MAP -> List.of(schema.getValueType());
      case UNION -> schema.getTypes();
      default -> List.of();
    };
  }

  private static SerializationException refused(int id, String what) {
    return new SerializationException(
        "schema %d %s, so nothing under it is read".formatted(id, what));
  }
}

package dev.winnow.sink.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** What the rows of all kinds share. */
final class RowSchemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RowSchemas() {}

  /** Returns the schema in a resource beside this class. */
  static Schema load(String resource) {
    try (InputStream in = RowSchemas.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(Objects.requireNonNull(in, resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns metadata as a JSON object, sorted by key. */
  static String json(Map<String, String> metadata) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(metadata));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns scores by name as records of this schema, sorted by name. */
  static List<GenericRecord> scores(Schema schema, Map<String, Double> byName) {
    List<GenericRecord> scores = new ArrayList<>();
    new TreeMap<>(byName)
        .forEach(
            (name, value) -> {
              GenericRecord score = new GenericData.Record(schema);
              score.put("name", name);
              score.put("value", value);
              scores.add(score);
            });
    return scores;
  }

  /** Returns the messages of a chat as records of this schema. */
  static List<GenericRecord> messages(Schema schema, List<Message> chat) {
    List<GenericRecord> messages = new ArrayList<>();
    chat.forEach(turn -> messages.add(message(schema, turn.getRole(), turn.getContent())));
    return messages;
  }

  static GenericRecord message(Schema schema, String role, String content) {
    GenericRecord message = new GenericData.Record(schema);
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}

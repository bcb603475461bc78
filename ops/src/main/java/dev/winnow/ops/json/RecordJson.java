package dev.winnow.ops.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.UncheckedIOException;

/** Records as JSON: fields in snake case; what is unknown or empty is null, never left out. */
public final class RecordJson {
  private static final ObjectWriter LINE =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writer();
  private static final ObjectWriter INDENTED = LINE.withDefaultPrettyPrinter();

  private RecordJson() {}

  /** Returns a document on one line, so that a stream of documents is JSON lines. */
  public static String line(Object document) {
    return write(LINE, document);
  }

  /** Returns a document on indented lines. */
  public static String indented(Object document) {
    return write(INDENTED, document);
  }

  private static String write(ObjectWriter writer, Object document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

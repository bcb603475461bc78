package dev.winnow.sink.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.Schema;

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
}

package dev.winnow.sink.commit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.winnow.schemas.text.ReadErrors;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** The JSON of a log. */
final class LogJson {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(times());

  private LogJson() {}

  static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a log's records can be written", e);
    }
  }

  /**
   * Reads an entry or a checkpoint.
   *
   * @param what what is read, for the message
   * @throws IllegalStateException if it is damaged: reading it again does not help
   */
  static <T> T read(byte[] content, Class<T> type, String what) {
    try {
      return JSON.readValue(content, type);
    } catch (JacksonException e) {
      throw new IllegalStateException(
          "%s is damaged: %s".formatted(what, ReadErrors.reading(e)), e);
    } catch (IOException e) {
      throw new IllegalStateException("%s is damaged".formatted(what), e);
    }
  }

  private static SimpleModule times() {
    return new SimpleModule()
        .addSerializer(
            Instant.class,
            new JsonSerializer<Instant>() {
              @Override
              public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                  throws IOException {
                out.writeString(value.toString());
              }
            })
        .addDeserializer(
            Instant.class,
            new JsonDeserializer<Instant>() {
              @Override
              public Instant deserialize(JsonParser in, DeserializationContext context)
                  throws IOException {
                try {
                  return Instant.parse(in.getText());
                } catch (DateTimeParseException e) {
                  return (Instant)
                      context.handleWeirdStringValue(
                          Instant.class, in.getText(), "want a time in ISO 8601");
                }
              }
            });
  }
}

package dev.winnow.ops.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.source.JsonValuesReader;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.schemas.text.UnreadableException;
import dev.winnow.verifier.request.VerifyRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rows of one body. A row that cannot be read does not affect the others. */
final class BatchReader {
  private static final int MAX_DEPTH = 64;

  /** Keeps the trees of a small but dense body from taking many times its size. */
  private static final int MAX_TOKENS = 500_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final int maxRows;
  private final List<BatchRow> rows = new ArrayList<>();
  private final ObjectNode defaults = JsonNodeFactory.instance.objectNode();

  /** The rows of a body, at least one. */
  record Batch(BatchForm form, List<BatchRow> rows) {}

  private BatchReader(int maxRows) {
    this.maxRows = maxRows;
  }

  /**
   * Reads a body of JSON lines.
   *
   * @throws ProblemDetail if there is no row, or there are too many
   */
  static Batch lines(byte[] body, int maxRows) {
    BatchReader reader = new BatchReader(maxRows);
    LineSplitter lines = new LineSplitter(Math.max(1, body.length), reader::line);
    lines.feed(body, 0, body.length);
    lines.finish();
    return reader.batch(BatchForm.LINES);
  }

  /**
   * Reads a body of one JSON document.
   *
   * @throws ProblemDetail if it is none, there is no row, or there are too many
   */
  static Batch json(byte[] body, int maxRows) {
    BatchReader reader = new BatchReader(maxRows);
    int mark = LineSplitter.byteOrderMark(body, body.length);
    try {
      return isArray(body, mark)
          ? reader.array(new ByteArrayInputStream(body, mark, body.length - mark))
          : reader.object(body, mark);
    } catch (JsonProcessingException e) {
      throw new ProblemDetail(
          400,
          "Not JSON",
          "after %d complete rows: %s"
              .formatted(reader.rows.size(), Json.printable(Json.shorten(ReadErrors.json(e)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isArray(byte[] body, int from) {
    int at = from;
    while (at < body.length && Character.isWhitespace(body[at])) {
      at++;
    }
    return at < body.length && body[at] == '[';
  }

  /** Reads each element by itself, as a line is: brackets and quotes alone say where it ends. */
  private Batch array(InputStream array) throws IOException {
    try (RowSource elements = JsonValuesReader.ofArray(array, Integer.MAX_VALUE)) {
      Optional<SourceLine> element = elements.next();
      while (element.isPresent()) {
        line(element.get());
        element = elements.next();
      }
    } catch (UnreadableException e) {
      throw new ProblemDetail(
          400,
          "Not JSON",
          "after %d complete rows: the array is not closed, or more follows it; send one whole array, or one row a line as application/x-ndjson"
              .formatted(rows.size()));
    }
    return batch(BatchForm.ARRAY);
  }

  private Batch object(byte[] body, int from) throws IOException {
    Optional<BatchEnvelope> envelope = BatchEnvelope.of(body, from);
    if (envelope.isEmpty()) {
      add(object(MAPPER.createParser(body, from, body.length - from)));
      return batch(BatchForm.ONE);
    }
    takeDefaults(object(MAPPER.createParser(envelope.get().rest())));
    return array(envelope.get().items());
  }

  private static ObjectNode object(JsonParser document) throws IOException {
    try (document) {
      if (document.nextToken() != JsonToken.START_OBJECT) {
        throw new ProblemDetail(
            400, "Not a batch", "want a JSON array of rows, an object with items, or one row");
      }
      ObjectNode object = MAPPER.readTree(document);
      if (document.nextToken() != null) {
        throw new ProblemDetail(
            400,
            "Not JSON",
            "there is more after the document; send one row a line as application/x-ndjson");
      }
      return object;
    }
  }

  private void takeDefaults(ObjectNode object) {
    for (String name : List.of("type", "options")) {
      if (object.has(name)) {
        defaults.set(name, object.get(name));
      }
    }
  }

  private void line(SourceLine line) {
    switch (line) {
      case SourceLine.Text text -> {
        try (JsonParser parser = MAPPER.createParser(text.text())) {
          JsonNode row = MAPPER.readTree(parser);
          if (parser.nextToken() != null) {
            addUnreadable("there is more after the object; want one row a line");
          } else {
            add(row);
          }
        } catch (JsonProcessingException e) {
          addUnreadable("not JSON: " + ReadErrors.json(e));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      case SourceLine.Unreadable bad -> addUnreadable(bad.reason());
    }
  }

  private void add(JsonNode row) {
    try {
      addRow(new BatchRow.Readable(VerifyRow.of(row, defaults)));
    } catch (IllegalArgumentException e) {
      addRow(
          new BatchRow.Unreadable(
              VerifyRow.id(row), Json.printable(Json.shorten(String.valueOf(e.getMessage())))));
    }
  }

  private void addUnreadable(String error) {
    addRow(
        new BatchRow.Unreadable(
            JsonNodeFactory.instance.objectNode(), Json.printable(Json.shorten(error))));
  }

  private void addRow(BatchRow row) {
    if (rows.size() == maxRows) {
      throw new ProblemDetail(
          413,
          "Content Too Large",
          "a request may have %d rows; send the rest in another request".formatted(maxRows));
    }
    rows.add(row);
  }

  private Batch batch(BatchForm form) {
    if (rows.isEmpty()) {
      throw new ProblemDetail(400, "Not a batch", "there is no row");
    }
    return new Batch(form, List.copyOf(rows));
  }
}

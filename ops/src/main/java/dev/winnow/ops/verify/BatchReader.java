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
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.runtime.access.ProblemDetail;
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.verifier.request.VerifyRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

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
  private ObjectNode defaults = JsonNodeFactory.instance.objectNode();

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
    try (JsonParser parser = MAPPER.createParser(body, mark, body.length - mark)) {
      return reader.document(parser);
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

  private Batch document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    BatchForm form = first == JsonToken.START_ARRAY ? BatchForm.ARRAY : BatchForm.ONE;
    if (first == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(MAPPER.readTree(parser));
      }
    } else if (first == JsonToken.START_OBJECT) {
      form = object(MAPPER.readTree(parser));
    } else {
      throw new ProblemDetail(
          400, "Not a batch", "want a JSON array of rows, an object with items, or one row");
    }
    if (parser.nextToken() != null) {
      throw new ProblemDetail(
          400,
          "Not JSON",
          "there is more after the document; send one row a line as application/x-ndjson");
    }
    return batch(form);
  }

  private BatchForm object(ObjectNode document) {
    if (!document.path("items").isArray()) {
      add(document);
      return BatchForm.ONE;
    }
    for (String name : List.of("type", "options")) {
      if (document.has(name)) {
        defaults.set(name, document.get(name));
      }
    }
    document.get("items").forEach(this::add);
    return BatchForm.ARRAY;
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

package dev.winnow.producers.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.winnow.producers.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV or TSV as rows: the first line names the columns, an empty cell is a missing field, and
 * a cell of a column that is a list or an object in other formats may hold it as JSON. Not
 * thread-safe.
 */
final class CsvRows implements RowSource {
  private static final int MAX_COLUMNS = 1_000;
  private static final Set<String> NESTED =
      Set.of(
          "messages",
          "conversations",
          "prompt",
          "reward_model",
          "extra_info",
          "metadata",
          "references",
          "answers",
          "body",
          "history");

  private final CsvParser parser;
  private @Nullable List<String> columns;
  private long number;

  CsvRows(InputStream in, char separator) throws IOException {
    CsvFactory factory = new CsvFactory();
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder().maxStringLength(LineSplitter.MAX_LINE_BYTES).build());
    this.parser =
        factory.createParser(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    parser.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
  }

  @Override
  public Optional<Line> next() throws IOException {
    List<String> names = columns == null ? header() : columns;
    columns = names;
    Optional<List<String>> cells = names.isEmpty() ? Optional.empty() : cells();
    return cells.map(values -> row(names, values));
  }

  @Override
  public long bytes() {
    return parser.currentLocation().getCharOffset();
  }

  @Override
  public String unit() {
    return "row";
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private List<String> header() throws IOException {
    List<String> names = cells().orElse(List.of()).stream().map(String::strip).toList();
    if (new HashSet<>(names).size() < names.size() || names.contains("")) {
      throw new IOException("its first line must name each column, and each name once");
    }
    if (names.size() > MAX_COLUMNS) {
      throw new IOException("it has more than %d columns".formatted(MAX_COLUMNS));
    }
    return names;
  }

  private Line row(List<String> names, List<String> cells) {
    number++;
    if (cells.size() > names.size()) {
      return new Line.Unreadable(
          number,
          "has more cells than the %d columns of the first line; quote cells that hold separators"
              .formatted(names.size()));
    }
    ObjectNode row = Json.MAPPER.createObjectNode();
    long chars = 0;
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      chars += cell.length();
      if (!cell.isEmpty()) {
        row.set(names.get(i), value(names.get(i), cell));
      }
    }
    return chars > LineSplitter.MAX_LINE_BYTES
        ? new Line.Unreadable(
            number, "longer than %d characters; split it".formatted(LineSplitter.MAX_LINE_BYTES))
        : new Line.Text(number, row.toString());
  }

  private static JsonNode value(String name, String cell) {
    JsonNode text = Json.MAPPER.getNodeFactory().textNode(cell);
    boolean isNested = NESTED.contains(name) && (cell.startsWith("[") || cell.startsWith("{"));
    return isNested ? Scalars.parsed(cell).orElse(text) : text;
  }

  /** The cells of the next line; of one with too many, as many as show it. */
  private Optional<List<String>> cells() throws IOException {
    try {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      List<String> cells = new ArrayList<>();
      for (JsonToken token = parser.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (cells.size() <= MAX_COLUMNS) {
          cells.add(text(parser));
        }
      }
      return Optional.of(cells);
    } catch (JsonProcessingException e) {
      throw new IOException("not CSV: " + Json.reason(e), e);
    }
  }

  private static String text(JsonParser parser) throws IOException {
    String text = parser.getText();
    return text == null ? "" : text;
  }
}

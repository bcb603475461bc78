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
import dev.winnow.schemas.text.ReadErrors;
import dev.winnow.schemas.text.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads CSV or TSV as rows. The first line names the columns and determines the separator. An empty
 * cell is a missing field. A cell may hold a list or an object as JSON if other formats allow one
 * in that column. Not thread-safe.
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
  private final List<String> columns;
  private long number;

  private CsvRows(CsvParser parser) throws IOException {
    this.parser = parser;
    this.columns = header();
  }

  /**
   * Opens the rows of a text.
   *
   * @param usual separator, unless the first line shows another
   * @throws IOException if the first line does not name columns
   */
  static CsvRows open(PeekableStream in, char usual) throws IOException {
    CsvSeparator separator = CsvSeparator.of(in.peek(1), usual);
    in.skipNBytes(separator.declarationBytes());
    CsvFactory factory = new CsvFactory();
    factory.setStreamReadConstraints(
        StreamReadConstraints.builder().maxStringLength(LineSplitter.MAX_LINE_BYTES).build());
    CsvParser parser = factory.createParser(new DecodedReader(in, StandardCharsets.UTF_8));
    parser.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator.separator()));
    return new CsvRows(parser);
  }

  @Override
  public Optional<SourceLine> next() throws IOException {
    Optional<List<String>> cells = columns.isEmpty() ? Optional.empty() : cells();
    return cells.map(values -> row(columns, values));
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
      throw new UnreadableException("its first line must name each column, and each name once");
    }
    if (names.size() > MAX_COLUMNS) {
      throw new UnreadableException(
          "it has more than %d columns; is it CSV?".formatted(MAX_COLUMNS));
    }
    return names;
  }

  private SourceLine row(List<String> names, List<String> cells) {
    number++;
    if (cells.size() > names.size()) {
      return new SourceLine.Unreadable(
          number,
          "has more cells than the %d columns of the first line; quote cells that hold separators"
              .formatted(names.size()));
    }
    if (cells.stream()
        .anyMatch(cell -> cell.indexOf(DecodedReader.WRONG) >= 0 && !Json.isUnicode(cell))) {
      return new SourceLine.Unreadable(
          number, "not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)");
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
        ? new SourceLine.Unreadable(
            number, "longer than %d characters; split it".formatted(LineSplitter.MAX_LINE_BYTES))
        : new SourceLine.Text(number, row.toString());
  }

  private static JsonNode value(String name, String cell) {
    JsonNode text = Json.MAPPER.getNodeFactory().textNode(cell);
    boolean isNested = NESTED.contains(name) && (cell.startsWith("[") || cell.startsWith("{"));
    return isNested ? Scalars.parsed(cell).orElse(text) : text;
  }

  /**
   * Returns the cells of the next line; of a line with too many cells, enough to detect the excess.
   */
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
      throw new UnreadableException("not CSV: " + ReadErrors.csv(e), e);
    }
  }

  private static String text(JsonParser parser) throws IOException {
    String text = parser.getText();
    return text == null ? "" : text;
  }
}

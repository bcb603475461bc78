package dev.winnow.producers.recipe;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.recipe.Located.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one document into values that know their place. YAML is taken event by event: tags make no
 * objects, and anchors and aliases are refused, so that a small file stays a small tree.
 */
final class LocatedReader {
  private final JsonParser parser;
  private final Problems problems;

  LocatedReader(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** Returns the whole document. */
  Located read() throws IOException {
    Located document = parser.nextToken() == null ? new Located.Nothing(place()) : value("");
    if (parser.nextToken() != null) {
      problems.add(place(), "", "a second document follows; give one recipe a file");
    }
    return document;
  }

  private Located value(String path) throws IOException {
    Place place = place();
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      problems.add(place, path, "anchors and aliases are not supported; write the value out");
      if (yaml.isCurrentAlias()) {
        return new Located.Nothing(place);
      }
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING && !Json.isUnicode(parser.getText())) {
      problems.add(place, path, "holds half of a surrogate pair, which is not valid Unicode");
    }
    return switch (token) {
      case START_OBJECT -> fields(place, path);
      case START_ARRAY -> items(place, path);
      case VALUE_TRUE, VALUE_FALSE -> new Located.Flag(place, token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> new Located.Nothing(place);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Located.Numeral(place, parser.getText());
      default ->
          isMissing() ? new Located.Nothing(place) : new Located.Text(place, parser.getText());
    };
  }

  /**
   * Whether there is no value after a colon or a dash, not even quotes, which YAML reads as null.
   */
  private boolean isMissing() throws IOException {
    return parser.getText().isEmpty()
        && parser.currentTokenLocation().getCharOffset()
            == parser.currentLocation().getCharOffset();
  }

  private Located fields(Place place, String path) throws IOException {
    Map<String, Located> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String child = path.isEmpty() ? name : path + "." + name;
      Place at = place();
      parser.nextToken();
      if (values.put(name, value(child)) != null) {
        problems.add(at, child, "is given twice; keep one");
      }
    }
    return new Located.Fields(place, values);
  }

  private Located items(Place place, String path) throws IOException {
    List<Located> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(path + "[" + values.size() + "]"));
    }
    return new Located.Items(place, values);
  }

  private Place place() {
    JsonLocation location = parser.currentTokenLocation();
    return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }
}

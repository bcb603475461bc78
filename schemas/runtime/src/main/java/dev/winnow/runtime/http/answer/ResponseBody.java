package dev.winnow.runtime.http.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The body of an answer, parsed once, with keys masked everywhere, so that no reader can forget to
 * mask them. Bytes that are not UTF-8 become lone surrogates, which {@link
 * dev.winnow.schemas.text.GeneratedText#isWellFormed} detects: only the choice that has them is
 * lost.
 *
 * @param text the whole body
 * @param json the parsed body, if it is JSON
 */
public record ResponseBody(String text, Optional<JsonNode> json) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              // Python's servers write NaN; the reader decides what a value that is none means.
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
              .build());

  public static ResponseBody of(byte[] bytes, Secrets secrets) {
    String raw = Utf8.decode(bytes);
    return new ResponseBody(secrets.mask(raw), parse(raw).map(tree -> masked(tree, secrets)));
  }

  /** Parses JSON inside the body, such as an event of a stream; it is already masked as text. */
  public static Optional<JsonNode> parse(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the tree with every text masked. */
  public static JsonNode masked(JsonNode node, Secrets secrets) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(e -> masked.set(secrets.mask(e.getKey()), masked(e.getValue(), secrets)));
        yield masked;
      }
      case ArrayNode array -> {
        ArrayNode masked = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> masked.add(masked(element, secrets)));
        yield masked;
      }
      default ->
          node.isTextual()
              ? JsonNodeFactory.instance.textNode(secrets.mask(node.textValue()))
              : node;
    };
  }
}

package dev.winnow.scorer.reward;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Conversation;
import dev.winnow.scorer.reward.RewardInput.Pair;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.List;

/**
 * Any server that takes JSON and answers a number: one input for each request.
 *
 * @param path of the requests below the base URL
 * @param template the request's body. A text that is exactly <code>${text}</code>, <code>
 *     ${prompt}</code>, <code>${response}</code> or <code>${model}</code> is replaced as a whole,
 *     so that no input can change the structure of the request
 * @param pointer where the answer has the number (RFC 6901); empty for an answer that is the number
 */
public record JsonTemplate(String path, JsonNode template, JsonPointer pointer) implements Dialect {
  @Override
  public String name() {
    return "json";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return !(input instanceof Conversation);
  }

  @Override
  public int maxInputs(RewardInput input) {
    return 1;
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    return filled(template, model, inputs.getFirst());
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) {
    return List.of(RewardEntries.single(answer.at(pointer)));
  }

  private static JsonNode filled(JsonNode node, String model, RewardInput input) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(value(text.textValue(), model, input));
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(filled(element, model, input)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(f -> copy.set(f.getKey(), filled(f.getValue(), model, input)));
        yield copy;
      }
      default -> node;
    };
  }

  private static String value(String text, String model, RewardInput input) {
    return switch (text) {
      case "${model}" -> model;
      case "${text}" -> input instanceof Rendered rendered ? rendered.text() : text;
      case "${prompt}" -> input instanceof Pair pair ? pair.prompt() : text;
      case "${response}" -> input instanceof Pair pair ? pair.response() : text;
      default -> text;
    };
  }
}

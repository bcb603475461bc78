package dev.winnow.runtime.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Chat completions as a sane server writes them, to be spoilt by a test. */
public final class Answers {
  /** Tokens of each choice. */
  public static final int TOKENS = 7;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Answers() {}

  /**
   * A completion of {@link #TOKENS} tokens a choice; the text of a choice follows from the prompt,
   * the seed and the choice's number.
   */
  public static ObjectNode completion(JsonNode order, int count) {
    ObjectNode completion = MAPPER.createObjectNode();
    completion.put("object", "chat.completion");
    ArrayNode choices = completion.putArray("choices");
    String prompt = order.path("messages").path(0).path("content").asText();
    String seed = order.path("seed").asText("none");
    for (int i = 0; i < count; i++) {
      ObjectNode choice = choices.addObject().put("index", i).put("finish_reason", "stop");
      choice
          .putObject("message")
          .put("role", "assistant")
          .put("content", "%s seed %s choice %d".formatted(prompt, seed, i));
    }
    completion.putObject("usage").put("prompt_tokens", 5).put("completion_tokens", TOKENS * count);
    return completion;
  }

  /** As many choices as ordered. */
  public static int ordered(JsonNode order) {
    return order.path("n").asInt(1);
  }

  /** Whole answers that a test changes before they are sent. */
  public static Behaviour spoilt(Consumer<ObjectNode> change) {
    return (request, order) -> {
      ObjectNode completion = completion(order, ordered(order));
      change.accept(completion);
      request.response().putHeader("Content-Type", "application/json").end(completion.toString());
    };
  }

  /** Answers of which every choice is changed. */
  public static Behaviour choices(Consumer<ObjectNode> change) {
    return spoilt(
        completion ->
            completion.path("choices").forEach(choice -> change.accept((ObjectNode) choice)));
  }

  /** Answers of which every message is changed. */
  public static Behaviour messages(Consumer<ObjectNode> change) {
    return choices(choice -> change.accept((ObjectNode) choice.path("message")));
  }

  /** Every choice with this text and finish reason. */
  public static Behaviour saying(String text, String finishReason) {
    return choices(
        choice -> {
          choice.put("finish_reason", finishReason);
          ((ObjectNode) choice.path("message")).put("content", text);
        });
  }
}

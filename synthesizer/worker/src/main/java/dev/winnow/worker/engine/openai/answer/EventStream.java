package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.http.answer.ResponseBody;
import dev.winnow.runtime.http.answer.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Assembles an answer that a server streams as events although streaming was not requested. The
 * answer has the fields of the events; an interrupted stream lacks finish reasons.
 */
final class EventStream {
  private static final Pattern FIELD = Pattern.compile("(data|event|id|retry)?:.*");
  private static final int MAX_CHOICES = 1024;

  private final Map<Integer, Streamed> choices = new TreeMap<>();
  private final ObjectNode answer = JsonNodeFactory.instance.objectNode();

  /** A choice that is being assembled. */
  private static final class Streamed {
    private final ObjectNode choice = JsonNodeFactory.instance.objectNode();
    private final Map<String, StringBuilder> texts = new TreeMap<>();
  }

  private EventStream() {}

  /** Returns whether a body is a stream of events. */
  static boolean is(String contentType, String text) {
    return contentType.startsWith("text/event-stream")
        || text.lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .filter(line -> FIELD.matcher(line.strip()).matches())
            .isPresent();
  }

  /** Returns the completion assembled from the events; empty when one of them is not JSON. */
  static Optional<JsonNode> assemble(String text, Secrets secrets) {
    EventStream stream = new EventStream();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      String data = line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
      if (!data.isEmpty() && !data.equals("[DONE]")) {
        Optional<JsonNode> event =
            ResponseBody.parse(data).map(tree -> ResponseBody.masked(tree, secrets));
        if (event.isEmpty()) {
          return Optional.empty();
        }
        stream.add(event.get());
      }
    }
    return Optional.of(stream.answer());
  }

  private void add(JsonNode event) {
    for (String field : new String[] {"usage", "error"}) {
      if (event.hasNonNull(field)) {
        answer.set(field, event.get(field));
      }
    }
    for (JsonNode part : event.path("choices")) {
      int index = part.path("index").asInt(0);
      if (index >= 0 && index < MAX_CHOICES) {
        add(choices.computeIfAbsent(index, i -> new Streamed()), part);
      }
    }
  }

  private static void add(Streamed streamed, JsonNode part) {
    for (String field : new String[] {"finish_reason", "stop_reason", "matched_stop", "error"}) {
      if (part.hasNonNull(field)) {
        streamed.choice.set(field, part.get(field));
      }
    }
    append(streamed, "content", part.path("text"));
    JsonNode delta = part.has("delta") ? part.path("delta") : part.path("message");
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      if (!field.getKey().equals("role")) {
        append(streamed, field.getKey(), field.getValue());
      }
    }
  }

  /** Tool calls arrive in pieces; only their existence matters. */
  private static void append(Streamed streamed, String field, JsonNode value) {
    if (value.isTextual()) {
      streamed.texts.computeIfAbsent(field, f -> new StringBuilder()).append(value.textValue());
    } else if (value.isContainerNode() && !value.isEmpty()) {
      message(streamed).set(field, value);
    }
  }

  private static ObjectNode message(Streamed streamed) {
    return streamed.choice.withObjectProperty("message");
  }

  private JsonNode answer() {
    ArrayNode list = answer.putArray("choices");
    choices.forEach(
        (index, streamed) -> {
          ObjectNode message = message(streamed);
          streamed.texts.forEach((field, text) -> message.put(field, text.toString()));
          list.add(streamed.choice.put("index", index));
        });
    return answer;
  }
}

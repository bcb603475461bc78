package dev.winnow.synthesizer.engine.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a server says about an error, made safe for a log: one line, bounded. */
final class ServerText {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MAX_CHARS = 500;

  private ServerText() {}

  /**
   * The message in the body of an error. OpenAI and vLLM write {@code {"error": {"message": ...}}},
   * Ollama and text-generation-inference {@code {"error": ...}}, others {@code {"message": ...}} or
   * {@code {"detail": ...}}; a body that is none of these is taken as it is.
   */
  static String message(String body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      JsonNode error = tree.path("error");
      for (JsonNode said :
          new JsonNode[] {
            error.path("message"), error, tree.path("message"), tree.path("detail")
          }) {
        if (!said.isMissingNode() && !said.isNull()) {
          return line(said.isTextual() ? said.textValue() : said.toString());
        }
      }
    } catch (JsonProcessingException e) {
      // Not JSON: a proxy's page, say. Its text is the best there is.
    }
    return line(body);
  }

  /** The text without control characters, cut after 500 characters. */
  static String line(String text) {
    String cut = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "..." : text;
    String line = cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.isEmpty() ? "(nothing)" : line;
  }
}

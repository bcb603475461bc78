package dev.winnow.runtime.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.text.SafeText;
import java.util.Optional;

/** Makes a server's text safe for logs and records: one bounded line. */
public final class ServerText {
  private ServerText() {}

  /**
   * Returns the message of an error. OpenAI and vLLM write {@code {"error": {"message": ...}}},
   * Ollama and text-generation-inference {@code {"error": ...}}, others {@code {"message": ...}} or
   * {@code {"detail": ...}}; any other body is returned as it is.
   */
  public static String message(ResponseBody body) {
    return body.json().flatMap(ServerText::message).orElseGet(() -> line(body.text()));
  }

  /** Returns the message in a JSON error, if it has one. */
  public static Optional<String> message(JsonNode tree) {
    JsonNode error = tree.path("error");
    for (JsonNode field :
        new JsonNode[] {error.path("message"), error, tree.path("message"), tree.path("detail")}) {
      if (!field.isMissingNode() && !field.isNull()) {
        return Optional.of(line(field.isTextual() ? field.textValue() : field.toString()));
      }
    }
    return Optional.empty();
  }

  /** Returns the text without secrets and control characters, cut after 500 characters. */
  public static String line(String text) {
    return SafeText.line(text);
  }
}

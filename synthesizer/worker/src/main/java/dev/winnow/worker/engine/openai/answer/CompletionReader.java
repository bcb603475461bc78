package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.MessageContent;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.text.GeneratedText;
import java.util.List;
import java.util.Optional;

/**
 * Reads one choice of an answer. A text that is not the model's whole answer must not be judged as
 * one: it would become a negative training example that the model never produced.
 */
final class CompletionReader {
  private CompletionReader() {}

  /**
   * Reads a choice.
   *
   * @param ordered the order that it answers
   */
  static Choice read(JsonNode choice, Ordered ordered) {
    MessageContent content = MessageContent.of(choice);
    if (choice.hasNonNull("error")) {
      return failedByServer(choice);
    }
    if (!content.isReadable()) {
      return Choice.failed(
              FailureCodes.MALFORMED_ANSWER, "a choice has neither a message nor a text")
          .passing();
    }
    String text =
        beforeStop(
            withoutPrefix(content.text().orElse(""), ordered.prefix()),
            ordered.sampling().getStop());
    if (!GeneratedText.isWellFormed(text)) {
      return Choice.failed(
          FailureCodes.INVALID_TEXT,
          "the response has bytes that are not UTF-8, or half of a surrogate pair");
    }
    Finish finish = Finish.of(choice.path("finish_reason"));
    Optional<String> reasoning = content.reasoning().filter(GeneratedText::isWellFormed);
    Choice kept = Choice.kept(text, finish.reason(), reasoning, stopReason(choice));
    return finish
        .fault()
        .map(fault -> failed(kept, fault, finish.code(), finish.mayPass()))
        .orElseGet(() -> withAnswer(kept, content, finish));
  }

  private static Choice withAnswer(Choice kept, MessageContent content, Finish finish) {
    if (content.refusal().isPresent()) {
      return kept.without(
          FailureCodes.REFUSAL, "the model refuses: " + ServerText.line(content.refusal().get()));
    }
    if (content.callsTools() || finish.callsTools()) {
      return kept.without(FailureCodes.TOOL_CALLS, "the model calls tools instead of answering");
    }
    if (content.text().isEmpty() || (kept.text().isBlank() && kept.reasoning().isPresent())) {
      return kept.without(
          FailureCodes.NO_CONTENT,
          kept.reasoning().isPresent()
              ? "the model reasons but gives no answer"
              : "the answer has no content");
    }
    return kept.text().isBlank() ? kept.without(FailureCodes.EMPTY, "the response is blank") : kept;
  }

  private static Choice failed(Choice kept, String fault, String code, boolean mayPass) {
    return new Choice(
        "",
        FinishReason.FAILED,
        Optional.of(code),
        Optional.of(fault),
        kept.reasoning(),
        kept.stopReason(),
        mayPass);
  }

  private static Choice failedByServer(JsonNode choice) {
    String message = ServerText.message(choice).orElse("(nothing)");
    return Choice.failed(FailureCodes.SERVER_ERROR, "the server failed on this choice: " + message)
        .passing();
  }

  /** Reads a string, or the id of a token in vLLM ({@code stop_reason}) and SGLang. */
  private static Optional<String> stopReason(JsonNode choice) {
    for (String field : List.of("stop_reason", "matched_stop")) {
      JsonNode value = choice.path(field);
      if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        return Optional.of(ServerText.line(value.asText()));
      }
    }
    return Optional.empty();
  }

  /** Some servers repeat the given beginning of the answer. */
  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** Some servers leave the stop string in the text. */
  private static String beforeStop(String text, List<String> stops) {
    int end = text.length();
    for (String stop : stops) {
      int at = text.indexOf(stop);
      end = at < 0 ? end : Math.min(end, at);
    }
    return text.substring(0, end);
  }
}

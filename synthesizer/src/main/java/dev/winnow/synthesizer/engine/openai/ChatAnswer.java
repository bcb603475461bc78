package dev.winnow.synthesizer.engine.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.Sampling;
import dev.winnow.synthesizer.engine.openai.Choice.Kept;
import dev.winnow.synthesizer.engine.openai.Choice.Withheld;
import java.util.ArrayList;
import java.util.List;

/** Reads the choices of a chat completion. Only {@code message.content} becomes the response. */
final class ChatAnswer {
  private ChatAnswer() {}

  /**
   * The choices in an answer, at most as many as were asked for; none when it has none.
   *
   * @throws IllegalArgumentException if it is no chat completion; the message says what is wrong
   */
  static List<Choice> choices(JsonNode answer, Sampling sampling, int asked) {
    JsonNode choices = answer.path("choices");
    if (!choices.isArray()) {
      throw new IllegalArgumentException("the answer has no list 'choices'");
    }
    int count = Math.min(choices.size(), asked);
    long tokens = tokens(answer, sampling, count);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(choices.get(i), sampling));
    }
    long chars = Math.max(1, texts.stream().mapToLong(String::length).sum());
    List<Choice> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int own = (int) (count == 1 ? tokens : tokens * texts.get(i).length() / chars);
      read.add(choice(choices.get(i).path("finish_reason").asText("null"), texts.get(i), own));
    }
    return read;
  }

  /**
   * Servers count the tokens of all choices together: each choice then gets its share by length of
   * text, an estimate. A count beyond what was ordered is not believed.
   */
  private static long tokens(JsonNode answer, Sampling sampling, int count) {
    long counted = answer.path("usage").path("completion_tokens").asLong(0);
    return Math.clamp(counted, 0L, (long) sampling.getMaxTokens() * count);
  }

  private static String text(JsonNode choice, Sampling sampling) {
    JsonNode content = choice.path("message").path("content");
    if (!content.isTextual() && !content.isNull()) {
      throw new IllegalArgumentException("a choice has no text 'message.content'");
    }
    return beforeStop(content.isNull() ? "" : content.textValue(), sampling.getStop());
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

  /**
   * {@code eos_token} and {@code stop_sequence} are what text-generation-inference says for {@code
   * stop}. Anything else, such as {@code content_filter}, means that the text is not the model's
   * whole response: judged as such it would be a false negative.
   */
  private static Choice choice(String finishReason, String text, int tokens) {
    return switch (finishReason) {
      case "stop", "eos_token", "stop_sequence" -> new Kept(text, FinishReason.STOP, tokens);
      case "length" -> new Kept(text, FinishReason.LENGTH, tokens);
      default -> new Withheld(ServerText.line(finishReason));
    };
  }
}
